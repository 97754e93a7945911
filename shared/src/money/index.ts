export * from './amounts.ts';
export * from './charges.ts';
export * from './marketplaceCurrency.ts';
export * from './money.ts';
export * from './moneyText.ts';
export * from './splitRefund.ts';
