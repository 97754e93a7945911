export * from './contract.ts';
export * from './sizes.ts';
