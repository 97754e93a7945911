export * from './freeSeats.ts';
export * from './inventory.ts';
export * from './soldSince.ts';
export * from './takeBack.ts';
