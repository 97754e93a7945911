import { ownerChoice } from '@holdfast/shared/accounts';
import {
  catalogRun,
  connectionList,
  decided,
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
} from '@holdfast/shared/catalogs';
import { type Doer, doerOf } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, type Ctx, endpoint, once } from '../platform/http/index.ts';
import { listConnections, listFindings, listRuns, showRun } from './runs/runQueries.ts';
import { startRun } from './runs/startRun.ts';
import { assignEntry } from './waiting/assignEntry.ts';
import { createFromEntry, ignoreEntry, linkEntry, reopenEntry } from './waiting/decide.ts';
import { listWaiting, showWaiting } from './waiting/waitingQueries.ts';

const common = { tag: 'Desk: catalogues', roles: ['staff'] as const };
const idOf = (ctx: Ctx) => ctx.params.id as string;

export function catalogsRoutes(house: House): AnyEndpoint[] {
  return [...runRoutes(house), ...waitingRoutes(house)];
}

function runRoutes({ db, config }: House): AnyEndpoint[] {
  return [
    endpoint({
      ...common,
      method: 'get',
      path: '/office/catalogues',
      summary: 'Catalogues of other houses, with their last run and what is left of the day',
      answer: connectionList,
      handle: async () => {
        const data = await inTransaction(db, (trx) => listConnections(trx, config.catalogues));
        return { data, total: data.length };
      },
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/office/catalogRuns',
      summary: 'Runs, newest first',
      query: runQuery,
      answer: runList,
      handle: (_ctx, { query }) => inTransaction(db, (trx) => listRuns(trx, query)),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/office/catalogRuns',
      summary: 'Run a catalogue now',
      idempotent: true,
      body: newRun,
      answer: catalogRun,
      status: 201,
      problems: ['catalogue_not_connected', 'run_under_way'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => startRun(trx, config.catalogues, body.catalogue, doerOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/office/catalogRuns/:id',
      summary: 'One run, and how far it is',
      answer: catalogRun,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showRun(trx, idOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/office/catalogRuns/:id/findings',
      summary: 'What a run found, entry by entry: moved, stopped, waiting, failed',
      query: findingQuery,
      answer: findingList,
      problems: ['not_found'],
      handle: (ctx, { query }) => inTransaction(db, (trx) => listFindings(trx, idOf(ctx), query)),
    }),
  ];
}

function waitingRoutes({ db, engine }: House): AnyEndpoint[] {
  const deed = (
    name: string,
    summary: string,
    work: (trx: Trx, id: string, doer: Doer) => ReturnType<typeof createFromEntry>,
  ) =>
    endpoint({
      ...common,
      method: 'post',
      path: `/office/eventsToMatch/:id/${name}`,
      summary,
      idempotent: true,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx) => once(ctx, db, (trx) => work(trx, idOf(ctx), doerOf(ctx))),
    });
  return [
    endpoint({
      ...common,
      method: 'get',
      path: '/office/eventsToMatch',
      summary: 'Entries of catalogues that nothing of ours matches by itself',
      query: waitingQuery,
      answer: waitingList,
      handle: (ctx, { query }) =>
        inTransaction(db, (trx) => listWaiting(trx, query, ctx.state.caller.personId)),
    }),
    endpoint({
      ...common,
      method: 'get',
      path: '/office/eventsToMatch/:id',
      summary: 'One entry beside the events of ours that it could be',
      answer: waitingDetail,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showWaiting(trx, idOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/office/eventsToMatch/:id/link',
      summary: 'It is this event of ours; its start is taken over where asked',
      idempotent: true,
      body: linkChoice,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => linkEntry(trx, engine, idOf(ctx), body, doerOf(ctx))),
    }),
    deed(
      'create',
      'Make an event of ours from it, with its venue and teams where they are new',
      createFromEntry,
    ),
    endpoint({
      ...common,
      method: 'post',
      path: '/office/eventsToMatch/:id/ignore',
      summary: 'It is none of ours; later runs pass it over',
      idempotent: true,
      body: ignoreReason,
      answer: decided,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => ignoreEntry(trx, idOf(ctx), body.reason, doerOf(ctx))),
    }),
    endpoint({
      ...common,
      method: 'post',
      path: '/office/eventsToMatch/:id/owner',
      summary: 'Say who settles it',
      idempotent: true,
      body: ownerChoice,
      answer: waitingEvent,
      problems: ['not_found', 'already_decided', 'validation_failed'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => assignEntry(trx, idOf(ctx), body.ownerId, doerOf(ctx))),
    }),
    deed('reopen', 'Put an ignored entry back into the queue', reopenEntry),
  ];
}
