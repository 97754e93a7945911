export * from './listing.machine.ts';
