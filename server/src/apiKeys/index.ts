export { guardScopes } from './guardScopes.ts';
export { identifyKey } from './identifyKey.ts';
export { apiKeyRoutes } from './routes.ts';
export type * from './views.ts';
