export * from './contract.ts';
export * from './splitRule.ts';
