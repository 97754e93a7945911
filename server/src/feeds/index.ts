export { gameChangesWaiting } from './changes/gameChangeQueries.ts';
export * from './jobs.ts';
export * from './routes.ts';
export { entriesWaiting } from './waiting/waitingQueries.ts';
