export { packagesWithAccess } from './access/access.ts';
export { packageRoutes } from './routes.ts';
export type * from './views.ts';
