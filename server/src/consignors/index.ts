export * from './consignors.ts';
export { consignorRoutes } from './routes.ts';
