export * from './contract.ts';
export * from './staffMessages.ts';
