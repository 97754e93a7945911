export * from './contract.ts';
export * from './sendDays.ts';
