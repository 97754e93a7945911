export * from './imports/import.actor.ts';
export * from './imports/jobs.ts';
export * from './listings/createListings.ts';
export * from './listings/label.ts';
export * from './listings/listing.actor.ts';
export * from './listings/publicListings.ts';
export * from './routes.ts';
