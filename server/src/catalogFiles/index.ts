export { catalogFileRoutes } from './routes.ts';
