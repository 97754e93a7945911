export * from './contract.ts';
export * from './routingNumber.ts';
export * from './settings.ts';
