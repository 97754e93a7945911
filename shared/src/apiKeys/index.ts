export * from './contract.ts';
export * from './scopes.ts';
