export * from './charges.ts';
export * from './money.ts';
