export { firstRun } from './firstSettings.ts';
export { settingsRoutes } from './routes.ts';
