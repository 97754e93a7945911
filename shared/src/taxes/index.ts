export * from './contract.ts';
export * from './payments.ts';
export * from './taxesWithin.ts';
