export { consignorChangeRoutes } from './routes.ts';
