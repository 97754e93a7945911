export { requestDelist } from './requestDelist.ts';
export { ownConsignor, portalRoutes } from './routes.ts';
