export * from './contract.ts';
export * from './reasons.ts';
export * from './ways.ts';
