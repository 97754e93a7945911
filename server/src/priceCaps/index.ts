export { createPriceCap, lawsPassed } from './priceCaps.ts';
export { priceCapRoutes } from './routes.ts';
