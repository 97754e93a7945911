export * from './breakCauses.ts';
export * from './contract.ts';
