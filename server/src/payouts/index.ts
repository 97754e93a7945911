export { payRun, stepPayout } from './actOnPayouts.ts';
export { adjustmentCommand, approvedAdjustment } from './adjust.ts';
export { approveRun } from './approveRun.ts';
export { makeRun } from './makeRun.ts';
export { ownPayoutsOf } from './ownPayouts.ts';
export { payoutActor } from './payout.actor.ts';
export { payoutRoutes } from './routes.ts';
export { statementOf } from './statement.ts';
export type * from './views.ts';
