export * from './contract.ts';
export * from './gameChanges.ts';
export * from './questions.ts';
export * from './settings.ts';
