export * from './contract.ts';
export * from './scheduleFile.ts';
