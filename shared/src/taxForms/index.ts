export * from './contract.ts';
export * from './thresholds.ts';
