export * from './contract.ts';
export * from './normalEmail.ts';
