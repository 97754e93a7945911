export { webhookRoutes } from './routes.ts';
export { resealWebhookSecrets } from './secrets.ts';
export { webhookActor } from './webhook.actor.ts';
export { removeOldWebhooks, startWebhooks } from './work.ts';
