export { createPriceCap, endPriceCap } from './priceCaps.ts';
export type * from './views.ts';
