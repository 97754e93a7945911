export * from './bankDays.ts';
export * from './contract.ts';
