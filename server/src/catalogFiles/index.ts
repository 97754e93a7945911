export { catalogFileRoutes, catalogTables } from './routes.ts';
