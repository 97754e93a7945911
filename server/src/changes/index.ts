export { changesAfter, type Follower, type NumberedChange } from './readChanges.ts';
export { changeRoutes } from './routes.ts';
