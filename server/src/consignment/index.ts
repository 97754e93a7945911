export * from './createListings.ts';
export * from './import.actor.ts';
export * from './jobs.ts';
export * from './label.ts';
export * from './listing.actor.ts';
export * from './publicListings.ts';
export * from './routes.ts';
