export * from './away.ts';
export * from './database.ts';
export * from './keyset.ts';
export * from './listPage.ts';
export * from './Model.ts';
export * from './pipeline.ts';
export * from './records.ts';
export type * from './views.ts';
