export * from './contract.ts';
export * from './kinds.ts';
