export { type SlackMessage, slackLimits, slackLink, slackMessage, slackText } from './blocks.ts';
export { goesSomewhere, postSlack } from './outbox.ts';
export { slackRoutes } from './routes.ts';
export { resealSlack } from './secrets.ts';
export { removeOldSlack, slackJobs } from './send.ts';
export { destinationOf, slackChannel } from './settings.ts';
export type * from './views.ts';
