import {
  type InboxStanding,
  inboxParam,
  inboxStanding,
  markNotices,
  noticeList,
  noticePreferences,
  noticeQuery,
  removeNotices,
} from '@holdfast/shared/notices';
import { currentMarketplace } from '../marketplace/index.ts';
import {
  keepPreferences,
  listInbox,
  markNoticesOf,
  readPreferences,
  removeNoticesOf,
  standings,
} from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import type { Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, query, type StreamHub } from '../platform/http/index.ts';
import { botName } from '../telegram/index.ts';
import { type InboxReader, readerFor } from './reader.ts';
import { telegramLinkRoutes } from './telegramRoutes.ts';
import { sayNotices } from './texts.ts';

// Whoever is signed in has at most their own; `readerFor` refuses who has none.
const common = {
  tag: 'Notices',
  signedIn: true,
  params: inboxParam,
  problems: ['sign_in_required', 'forbidden'],
} as const;

const standingOf = async (trx: Trx, id: string): Promise<InboxStanding> =>
  (await standings(trx, [id])).get(id) ?? { unread: 0, newest: null };

/** With a switch for Telegram where the marketplace has a bot. */
const preferencesOf = async (trx: Trx, { id, kinds }: InboxReader) =>
  readPreferences(trx, id, kinds, { hasTelegram: (await botName(trx)) !== null });

/** The endpoints of inboxes: of the staff's own ones and of consignors'. */
export const noticeRoutes = (app: AppContext, streams: StreamHub): AnyEndpoint[] => [
  query({
    ...common,
    path: '/notices/:inbox',
    summary: 'An inbox, newest first',
    query: noticeQuery,
    answer: noticeList,
    async run(trx, { params, query, caller }) {
      const { id } = readerFor(caller, params.inbox);
      const { rows, total, next } = await listInbox(trx, id, query);
      const { unread } = await standingOf(trx, id);
      const { noticeDays: keptDays } = currentMarketplace(app);
      return { data: await sayNotices(trx, rows), total, next, unread, keptDays };
    },
  }),
  query({
    ...common,
    path: '/notices/:inbox/standing',
    summary: 'How many notices of an inbox are unread',
    answer: inboxStanding,
    run: (trx, { params, caller }) => standingOf(trx, readerFor(caller, params.inbox).id),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/notices/:inbox/stream',
    summary: 'The same as server-sent events named `standing`, at once and at each change',
    problems: [...common.problems, 'overloaded'],
    async handle(ctx, { params }) {
      streams.follow(ctx, readerFor(ctx.state.caller, params.inbox).id);
      return undefined;
    },
  }),
  command({
    ...common,
    method: 'post',
    path: '/notices/:inbox/mark',
    summary: 'Mark notices read or unread',
    body: markNotices,
    answer: inboxStanding,
    problems: [...common.problems, 'validation_failed'],
    async run(trx, { params, body, caller }) {
      const { id } = readerFor(caller, params.inbox);
      await markNoticesOf(trx, id, body);
      return standingOf(trx, id);
    },
  }),
  command({
    ...common,
    method: 'post',
    path: '/notices/:inbox/remove',
    summary: 'Delete notices from an inbox',
    body: removeNotices,
    answer: inboxStanding,
    problems: [...common.problems, 'validation_failed'],
    async run(trx, { params, body, caller }) {
      const { id } = readerFor(caller, params.inbox);
      await removeNoticesOf(trx, id, body.ids);
      return standingOf(trx, id);
    },
  }),
  query({
    ...common,
    path: '/notices/:inbox/preferences',
    summary: 'What is told by which channel, and when emails wait',
    answer: noticePreferences,
    run: (trx, { params, caller }) => preferencesOf(trx, readerFor(caller, params.inbox)),
  }),
  command({
    ...common,
    method: 'put',
    path: '/notices/:inbox/preferences',
    summary: 'Choose what is told by which channel, and when emails wait',
    body: noticePreferences,
    answer: noticePreferences,
    problems: [...common.problems, 'validation_failed'],
    async run(trx, { params, body, caller, principal }) {
      const reader = readerFor(caller, params.inbox);
      await keepPreferences(trx, reader.id, body, reader.kinds, principal);
      return preferencesOf(trx, reader);
    },
  }),
  ...telegramLinkRoutes(),
];
