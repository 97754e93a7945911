export * from './consignors.ts';
export * from './duplicates.ts';
export * from './marketplaceConsignor.ts';
export * from './planPeriods.ts';
export * from './plans.ts';
export * from './routes.ts';
export * from './standing.ts';
export type * from './views.ts';
