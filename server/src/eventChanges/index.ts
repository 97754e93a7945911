export { changeByHand } from './changeByHand.ts';
export * from './changeEvent.ts';
export { type ChangeToMail, changeToMail } from './eventChangeQueries.ts';
export { hitsOfEvent, hitsOfEvents } from './eventHits.ts';
export * from './jobs.ts';
export { eventChangeRoutes } from './routes.ts';
export { workEventChange } from './workEventChange.ts';
