export * from './contract.ts';
export * from './passwordRules.ts';
