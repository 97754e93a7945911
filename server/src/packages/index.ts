export { packageRoutes } from './routes.ts';
export type * from './views.ts';
