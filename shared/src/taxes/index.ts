export * from './contract.ts';
export * from './taxesWithin.ts';
