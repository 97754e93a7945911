export * from './jobs.ts';
export * from './routes.ts';
export { connectStandIn } from './standIn/connect.ts';
export { stillAhead } from './waiting/waitingQueries.ts';
