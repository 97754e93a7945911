export * from './addEvents.ts';
export * from './changeEvent.ts';
export * from './eventFacts.ts';
export * from './places.ts';
export * from './present.ts';
export * from './queries.ts';
export * from './routes.ts';
export * from './search/index.ts';
export type * from './views.ts';
