export { statementTable } from './moneyRoutes.ts';
export { ownConsignor } from './ownConsignor.ts';
export { portalRoutes } from './routes.ts';
export { seasonTable } from './seasonRoutes.ts';
