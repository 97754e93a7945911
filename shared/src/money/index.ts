export * from './charges.ts';
export * from './money.ts';
export * from './splitRefund.ts';
