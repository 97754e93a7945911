export * from './contract.ts';
export * from './kinds.ts';
export * from './messages.ts';
export * from './topics.ts';
