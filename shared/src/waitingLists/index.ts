export * from './contract.ts';
export * from './staffContract.ts';
export * from './words.ts';
