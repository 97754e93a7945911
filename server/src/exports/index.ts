export { exportActor } from './export.actor.ts';
export { exportsNoticed } from './readExports.ts';
export { exportRoutes } from './routes.ts';
export { exportJobs } from './writeExport.ts';
