export * from './contract.ts';
export * from './emails.ts';
export * from './exportedCase.ts';
export * from './search.ts';
export * from './staffMessages.ts';
export * from './tries.ts';
