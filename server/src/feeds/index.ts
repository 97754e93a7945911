export * from './jobs.ts';
export * from './routes.ts';
export { entriesWaiting } from './waiting/waitingQueries.ts';
