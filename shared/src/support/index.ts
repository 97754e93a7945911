export * from './contract.ts';
export * from './officeMessages.ts';
