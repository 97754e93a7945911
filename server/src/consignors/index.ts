export * from './consignors.ts';
export type * from './views.ts';
