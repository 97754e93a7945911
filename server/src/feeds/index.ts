export { settleGameChanges } from './changes/decideGameChange.ts';
export * from './changes/fileMoves.ts';
export { gameChangesWaiting } from './changes/gameChangeQueries.ts';
export * from './jobs.ts';
export * from './routes.ts';
export { resealFeedKeys } from './settings/changeFeed.ts';
export { eventsOfAnswer } from './skybox/client.ts';
export { entriesOwned, handOverEntries } from './waiting/handOver.ts';
export { entriesWaiting } from './waiting/waitingQueries.ts';
