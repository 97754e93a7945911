import { slackAnswer, slackInput, slackSettings, slackTest } from '@holdfast/shared/slack';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, endpoint, principalOf, query } from '../platform/http/index.ts';
import { testSlack } from './send.ts';
import { changeSlack, showSlack } from './settings.ts';

const common = { tag: 'Admin: settings', roles: ['admin'] } as const;

/** Slack under Settings. It is asked outside of transactions, which would keep a connection while it answers. */
export const slackRoutes = (app: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/settings/slack',
    summary: 'Where messages to Slack go, and how each destination fares; secrets are never shown whole',
    answer: slackSettings,
    run: (trx) => showSlack(trx),
  }),
  command({
    ...common,
    method: 'put',
    path: '/admin/settings/slack',
    summary: 'Change where messages to Slack go; what waits there is tried at once',
    freshProof: true,
    idempotent: true,
    body: slackInput,
    answer: slackSettings,
    problems: ['validation_failed', 'version_conflict'],
    async run(trx, { body, principal }) {
      await changeSlack(trx, app, body, principal);
      return showSlack(trx);
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/admin/settings/slack/test',
    reaches: 'service',
    summary: 'Send a test to a destination, and say what Slack answered',
    body: slackTest,
    answer: slackAnswer,
    problems: ['nothing_to_do'],
    handle: (ctx, { body: { destination } }) => testSlack(app, destination, principalOf(ctx)),
  }),
];
