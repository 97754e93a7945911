export * from './failedEmails.ts';
export * from './jobs.ts';
export * from './personal.ts';
export * from './routes.ts';
export type * from './views.ts';
