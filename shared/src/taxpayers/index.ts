export * from './classifications.ts';
export * from './contract.ts';
export * from './settings.ts';
export * from './states.ts';
export * from './tin.ts';
