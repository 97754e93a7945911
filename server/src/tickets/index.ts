export * from './freeSeats.ts';
export * from './inventory.ts';
