import { ownerChoice } from '@holdfast/shared/accounts';
import {
  connectionList,
  decided,
  feedRun,
  findingList,
  findingQuery,
  ignoreReason,
  linkChoice,
  newRun,
  runList,
  runQuery,
  waitingDetail,
  waitingEvent,
  waitingList,
  waitingQuery,
} from '@holdfast/shared/feeds';
import type { AppContext } from '../platform/appContext.ts';
import { type Principal, principalOf } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, endpoint, once } from '../platform/http/index.ts';
import { listConnections, listFindings, listRuns, showRun } from './runs/runQueries.ts';
import { startRun } from './runs/startRun.ts';
import { assignEntry } from './waiting/assignEntry.ts';
import { createFromEntry, ignoreEntry, linkEntry, reopenEntry } from './waiting/decide.ts';
import { listWaiting, showWaiting } from './waiting/waitingQueries.ts';

const common = { tag: 'Admin: feeds', roles: ['staff'] as const };
const idOf = (ctx: Ctx) => ctx.params.id as string;

export function feedRoutes(app: AppContext): AnyEndpoint[] {
  return [...runRoutes(app), ...waitingRoutes(app)];
}

function runRoutes({ db, config }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/feeds',
      summary: 'Feeds of other houses, with their last run and what is left of the day',
      answer: connectionList,
      handle: async () => {
        const data = await inTransaction(db, (trx) => listConnections(trx, config.feeds));
        return { data, total: data.length };
      },
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/catalogRuns',
      summary: 'Runs, newest first',
      query: runQuery,
      answer: runList,
      handle: (_ctx, { query }) => inTransaction(db, (trx) => listRuns(trx, query)),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/admin/catalogRuns',
      summary: 'Run a feed now',
      idempotent: true,
      body: newRun,
      answer: feedRun,
      status: 201,
      problems: ['feed_not_connected', 'run_under_way'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => startRun(trx, config.feeds, body.feed, principalOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/catalogRuns/:id',
      summary: 'One run, and how far it is',
      answer: feedRun,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showRun(trx, idOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/catalogRuns/:id/findings',
      summary: 'What a run found, entry by entry: moved, stopped, waiting, failed',
      query: findingQuery,
      answer: findingList,
      problems: ['not_found'],
      handle: (ctx, { query }) => inTransaction(db, (trx) => listFindings(trx, idOf(ctx), query)),
    }),
  ];
}

function waitingRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  const action = (
    name: string,
    summary: string,
    work: (trx: Trx, id: string, principal: Principal) => ReturnType<typeof createFromEntry>,
  ) =>
    endpoint({
      ...common,
      method: 'post',
      path: `/admin/eventsToMatch/:id/${name}`,
      summary,
      idempotent: true,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx) => once(ctx, db, (trx) => work(trx, idOf(ctx), principalOf(ctx))),
    });
  return [
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/eventsToMatch',
      summary: 'Feed entries without an automatic match',
      query: waitingQuery,
      answer: waitingList,
      handle: (ctx, { query }) =>
        inTransaction(db, (trx) => listWaiting(trx, query, ctx.state.caller.personId)),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/admin/eventsToMatch/:id',
      summary: 'One entry beside the events of ours that it could be',
      answer: waitingDetail,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showWaiting(trx, idOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/link',
      summary: 'It is this event of ours; its start is taken over where asked',
      idempotent: true,
      body: linkChoice,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => linkEntry(trx, engine, idOf(ctx), body, principalOf(ctx))),
    }),
    action(
      'create',
      'Make an event of ours from it, with its venue and teams where they are new',
      createFromEntry,
    ),
    endpoint({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/ignore',
      summary: 'It is none of ours; later runs pass it over',
      idempotent: true,
      body: ignoreReason,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => ignoreEntry(trx, idOf(ctx), body.reason, principalOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/admin/eventsToMatch/:id/owner',
      summary: 'Say who settles it',
      idempotent: true,
      body: ownerChoice,
      answer: waitingEvent,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => assignEntry(trx, idOf(ctx), body.ownerId, principalOf(ctx))),
    }),
    action('reopen', 'Put an ignored entry back into the queue', reopenEntry),
  ];
}
