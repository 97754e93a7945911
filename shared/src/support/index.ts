export * from './contract.ts';
export * from './emails.ts';
export * from './exportedCase.ts';
export * from './moments.ts';
export * from './search.ts';
export * from './staffMessages.ts';
export * from './tries.ts';
