export * from './contract.ts';
export * from './performers.ts';
export * from './seasons.ts';
export * from './venues.ts';
