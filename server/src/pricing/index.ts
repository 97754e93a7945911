export * from './ruleSql.ts';
export * from './rules.ts';
export type * from './views.ts';
