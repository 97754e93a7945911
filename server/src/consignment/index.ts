export * from './createListings.ts';
export * from './import.actor.ts';
export * from './label.ts';
export * from './listing.actor.ts';
