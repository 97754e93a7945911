export * from './failedEmails.ts';
export * from './jobs.ts';
export * from './routes.ts';
