export { keepFirstSettings } from './firstSettings.ts';
export { settingsRoutes } from './routes.ts';
