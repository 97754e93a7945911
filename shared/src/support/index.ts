export * from './contract.ts';
export * from './exportedCase.ts';
export * from './staffMessages.ts';
