import { telegramAnswer, telegramInput, telegramSettings } from '@holdfast/shared/telegram';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  endpoint,
  principalOf,
  query,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import { askBot, changeTelegram, showTelegram, testBot } from './settings.ts';

const common = { tag: 'Admin: settings', roles: ['admin'], path: '/admin/settings/telegram' } as const;

/** The bot under Settings. Telegram is asked outside of transactions, which would keep a connection while it answers. */
export const telegramRoutes = (app: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    summary: 'The marketplace’s bot of Telegram; its token is never shown whole',
    answer: telegramSettings,
    run: (trx) => showTelegram(trx),
  }),
  endpoint({
    ...common,
    method: 'put',
    reaches: 'service',
    summary:
      'Change the bot. Telegram is asked first who it is; chats that were linked with another bot are unlinked',
    freshProof: true,
    idempotent: true,
    body: telegramInput,
    answer: telegramSettings,
    problems: ['validation_failed', 'version_conflict', 'nothing_to_do'],
    async handle(ctx, { body }) {
      const asked = await askBot(app, body);
      return inTransaction(app.db, (trx) =>
        runOnce(trx, requireKey(ctx), async () => {
          await changeTelegram(trx, app, { asked, version: body.version }, principalOf(ctx));
          return showTelegram(trx);
        }),
      );
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/admin/settings/telegram/test',
    reaches: 'service',
    summary: 'Ask Telegram who the bot is, and say what it answered',
    answer: telegramAnswer,
    problems: ['nothing_to_do'],
    handle: () => testBot(app),
  }),
];
