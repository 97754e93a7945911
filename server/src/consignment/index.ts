export { actOnListings } from './deeds/actOnListings.ts';
export * from './imports/import.actor.ts';
export * from './jobs.ts';
export * from './listings/createListings.ts';
export * from './listings/label.ts';
export * from './listings/listing.actor.ts';
export { readMarket, startReadingMarket } from './listings/market.ts';
export * from './listings/publicListings.ts';
export * from './routes.ts';
