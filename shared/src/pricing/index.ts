export * from './contract.ts';
export * from './quote.ts';
