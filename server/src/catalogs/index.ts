export * from './jobs.ts';
export * from './routes.ts';
export { connectStandIn } from './standIn/connect.ts';
export { entriesWaiting } from './waiting/waitingQueries.ts';
