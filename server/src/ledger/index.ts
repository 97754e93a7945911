export * from './accounts.ts';
export * from './owed.ts';
export * from './post.ts';
export type * from './views.ts';
