export { ownConsignor, portalRoutes } from './routes.ts';
