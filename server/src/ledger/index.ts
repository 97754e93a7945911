export * from './accounts.ts';
export * from './post.ts';
