export * from './database.ts';
export * from './pipeline.ts';
export type * from './views.ts';
