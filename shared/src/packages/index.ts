export * from './access.ts';
export * from './calendar.ts';
export * from './contract.ts';
export * from './packageSeats.ts';
export * from './season.ts';
