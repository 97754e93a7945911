export * from './contract.ts';
export * from './kindOfCurrency.ts';
export * from './kinds.ts';
export * from './routingNumber.ts';
export * from './settings.ts';
