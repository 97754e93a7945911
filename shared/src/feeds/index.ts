export * from './contract.ts';
export * from './gameChanges.ts';
