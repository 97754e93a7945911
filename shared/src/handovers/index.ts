export * from './contract.ts';
export * from './states.ts';
export * from './words.ts';
