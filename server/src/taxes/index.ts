export { taxRoutes } from './routes.ts';
export { taxedNow } from './taxRules.ts';
export type * from './views.ts';
