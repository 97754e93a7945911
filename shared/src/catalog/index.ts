export * from './contract.ts';
export * from './eventForms.ts';
export * from './listText.ts';
export * from './pages.ts';
export * from './performers.ts';
export * from './seasons.ts';
export * from './venues.ts';
