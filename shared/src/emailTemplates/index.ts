export * from './audiences.ts';
export * from './contract.ts';
