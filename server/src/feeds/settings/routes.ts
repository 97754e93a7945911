import { feed, feedInput, feedSettings, feedTrial } from '@holdfast/shared/feeds';
import { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { type AnyEndpoint, command, endpoint, query } from '../../platform/http/index.ts';
import { changeFeedSettings, showFeedSettings } from './changeFeed.ts';
import { tryFeed } from './tryFeed.ts';

const one = { tag: 'Admin: feeds', roles: ['admin'], params: z.object({ id: feed }) } as const;

export function feedSettingsRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...one,
      path: '/admin/feeds/:id/settings',
      summary: 'How a feed is configured; keys are never shown',
      answer: feedSettings,
      run: (trx, { params }) => showFeedSettings(trx, app, params.id),
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/feeds/:id/settings',
      summary: 'Configure a feed, and switch it on or off',
      idempotent: true,
      body: feedInput,
      answer: feedSettings,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { params, body, principal }) {
        await changeFeedSettings(trx, app, params.id, body, principal);
        return showFeedSettings(trx, app, params.id);
      },
    }),
    endpoint({
      ...one,
      method: 'post',
      path: '/admin/feeds/:id/try',
      reaches: 'service',
      summary: 'Ask a feed now and show what came; nothing is taken in',
      answer: feedTrial,
      problems: ['feed_not_connected'],
      // The service is asked outside of a transaction, which would keep a connection while it answers.
      handle: (_ctx, { params: { id } }) => tryFeed(app, id),
    }),
  ];
}
