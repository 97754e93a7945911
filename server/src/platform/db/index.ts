export * from './away.ts';
export {
  brokenConstraint,
  type Database,
  inTransaction,
  openDatabase,
  pipelineIn,
  query,
  type Trx,
} from './database.ts';
export * from './keyset.ts';
export * from './listPage.ts';
export * from './Model.ts';
export * from './pipeline.ts';
export { queryPrepared } from './prepared.ts';
export * from './records.ts';
export { isLockTimeout, isOverTime } from './retry.ts';
export { allowLong, noLimits, type TimeLimits } from './timeLimits.ts';
export type * from './views.ts';
