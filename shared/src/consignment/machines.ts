export * from './import.machine.ts';
export * from './listing.machine.ts';
