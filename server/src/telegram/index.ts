export { telegramRoutes } from './routes.ts';
export { postTelegram, telegramJobs } from './send.ts';
export { botName, telegramChannel } from './settings.ts';
export { resealTelegram } from './token.ts';
export { type AnswerWritten, startTelegram, type Written } from './updates.ts';
export type * from './views.ts';
