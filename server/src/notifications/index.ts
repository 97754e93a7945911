export * from './jobs.ts';
export * from './mailsFailed.ts';
export * from './routes.ts';
