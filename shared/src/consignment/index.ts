export * from './contract.ts';
export * from './seller.ts';
export * from './splitRule.ts';
