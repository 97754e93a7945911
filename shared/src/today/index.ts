export * from './contract.ts';
export * from './counts.ts';
