export * from './jobs.ts';
export * from './personal.ts';
export { plainEmail, postEmail } from './postEmail.ts';
export { notificationCrontab, removeOldTexts } from './removeOldTexts.ts';
export * from './routes.ts';
export type * from './views.ts';
