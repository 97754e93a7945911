export { statisticsTable } from './exports.ts';
export * from './jobs.ts';
export * from './keep.ts';
export * from './recount.ts';
export * from './routes.ts';
export type * from './views.ts';
