export * from './contract.ts';
export * from './eventForms.ts';
export * from './performers.ts';
export * from './seasons.ts';
export * from './venues.ts';
