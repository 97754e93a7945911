export * from './contract.ts';
export * from './requirements.ts';
