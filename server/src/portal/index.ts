export { ownConsignor } from './ownConsignor.ts';
export { portalRoutes } from './routes.ts';
