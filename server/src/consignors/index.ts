export * from './consignors.ts';
export * from './duplicates.ts';
export * from './marketplaceConsignor.ts';
export * from './plans.ts';
export * from './standing.ts';
export type * from './views.ts';
