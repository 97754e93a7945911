export { packagesWithAccess, resealAccess } from './access/access.ts';
export * from './ofConsignor.ts';
export { packageRoutes } from './routes.ts';
export type * from './views.ts';
