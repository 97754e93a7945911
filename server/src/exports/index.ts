export { exportActor } from './export.actor.ts';
export { exportRoutes } from './routes.ts';
export { exportJobs } from './writeExport.ts';
