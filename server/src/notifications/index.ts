export { consignorNews } from './consignorNews.ts';
export { placesOf as orderPlaces } from './itemEmails.ts';
export * from './jobs.ts';
export * from './personal.ts';
export { plainEmail, postEmail } from './postEmail.ts';
export { notificationCrontab, removeOldTexts } from './removeOldTexts.ts';
export * from './routes.ts';
export { startText } from './templates.ts';
export type * from './views.ts';
