export { closeMonth } from './closeMonth.ts';
export { showMonth } from './readMonths.ts';
export { closingRoutes } from './routes.ts';
