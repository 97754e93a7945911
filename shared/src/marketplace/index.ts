export * from './contract.ts';
export * from './examples.ts';
