export * from './access.ts';
export * from './calendar.ts';
export * from './contract.ts';
export * from './packageSeats.ts';
export * from './season.ts';
export * from './seasonStates.ts';
export * from './seasonSums.ts';
export * from './seasonWords.ts';
