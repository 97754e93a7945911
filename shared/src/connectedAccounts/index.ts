export * from './contract.ts';
export * from './requirements.ts';
export * from './states.ts';
