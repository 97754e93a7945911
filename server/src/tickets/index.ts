export * from './correctSeats.ts';
export * from './freeSeats.ts';
export * from './handOn.ts';
export * from './inventory.ts';
export * from './queries.ts';
export * from './ticketLimit.ts';
export type * from './views.ts';
