export * from './accounts.ts';
export * from './closeBooks.ts';
export * from './owed.ts';
export * from './post.ts';
export * from './refunded.ts';
export * from './stripeEntries.ts';
export type * from './views.ts';
