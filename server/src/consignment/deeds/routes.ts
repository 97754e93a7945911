/** Deeds on listings over HTTP: on named ones at once, on a whole view in the background. */
import {
  bulkPreview,
  bulkRun,
  bulkRunList,
  bulkRunQuery,
  bulkRunRowList,
  bulkRunRowQuery,
  listingAction,
  listingActionResult,
  newBulkRun,
  queueStandings,
} from '@holdfast/shared/consignment';
import { doerOf } from '../../platform/audit.ts';
import { inTransaction, type Trx } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../../platform/http/index.ts';
import { readQueues } from '../listings/queues.ts';
import { actOnListings } from './actOnListings.ts';
import {
  listBulkRunRows,
  listBulkRuns,
  previewBulk,
  retryBulkRun,
  showBulkRun,
  startBulkRun,
} from './bulkRuns.ts';

const staff = ['staff'] as const;

export function deedRoutes(house: House): AnyEndpoint[] {
  return [...actionRoutes(house), ...bulkRoutes(house)];
}

function actionRoutes({ db, engine }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/queues',
      tag: 'Desk: listings',
      summary: 'What waits for the desk: how much, since when, past its limit, and whose',
      roles: staff,
      answer: queueStandings,
      handle: (ctx) => readQueues(db, ctx.state.caller.personId),
    }),
    endpoint({
      method: 'post',
      path: '/office/listings/actions',
      tag: 'Desk: listings',
      summary: 'A deed on up to 1,000 named listings; with preview nothing is changed',
      roles: staff,
      idempotent: true,
      body: listingAction,
      answer: listingActionResult,
      handle(ctx, { body: { ids, versions, preview, ...deed } }) {
        const act = (trx: Trx) => actOnListings(trx, engine, { deed, ids, versions, preview }, doerOf(ctx));
        // A preview isn't kept under its key: it may be asked again, and answers by then.
        return preview ? inTransaction(db, act) : once(ctx, db, act);
      },
    }),
  ];
}

function bulkRoutes({ db, engine }: House): AnyEndpoint[] {
  const tag = 'Desk: bulk runs';
  return [
    endpoint({
      method: 'post',
      path: '/office/bulk-runs/preview',
      tag,
      summary: 'What a deed would do to a whole view; nothing is changed',
      roles: staff,
      body: newBulkRun,
      answer: bulkPreview,
      problems: ['validation_failed', 'too_many_listings'],
      handle: (ctx, { body }) =>
        inTransaction(db, (trx) => previewBulk(trx, engine, body.deed, body.filter, doerOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/office/bulk-runs',
      tag,
      summary: 'A deed on a whole view, in the background',
      roles: staff,
      idempotent: true,
      body: newBulkRun,
      answer: bulkRun,
      status: 202,
      problems: ['validation_failed', 'too_many_listings', 'nothing_to_do'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => startBulkRun(trx, body.deed, body.filter, doerOf(ctx))),
    }),
    endpoint({
      method: 'get',
      path: '/office/bulk-runs',
      tag,
      summary: 'Bulk runs with their progress, newest first',
      roles: staff,
      query: bulkRunQuery,
      answer: bulkRunList,
      handle: (ctx, { query }) => inTransaction(db, (trx) => listBulkRuns(trx, query, doerOf(ctx).by)),
    }),
    endpoint({
      method: 'get',
      path: '/office/bulk-runs/:id',
      tag,
      summary: 'One bulk run with its progress',
      roles: staff,
      answer: bulkRun,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showBulkRun(trx, ctx.params.id as string, doerOf(ctx).by)),
    }),
    endpoint({
      method: 'get',
      path: '/office/bulk-runs/:id/rows',
      tag,
      summary: 'Its report: what became of each listing',
      roles: staff,
      query: bulkRunRowQuery,
      answer: bulkRunRowList,
      problems: ['not_found'],
      handle: (ctx, { query }) =>
        inTransaction(db, (trx) => listBulkRunRows(trx, ctx.params.id as string, query)),
    }),
    endpoint({
      method: 'post',
      path: '/office/bulk-runs/:id/retry',
      tag,
      summary: 'Try again what was left out, on what those listings are now',
      roles: staff,
      idempotent: true,
      answer: bulkRun,
      status: 202,
      problems: ['not_found', 'nothing_to_do'],
      handle: (ctx) => once(ctx, db, (trx) => retryBulkRun(trx, ctx.params.id as string, doerOf(ctx))),
    }),
  ];
}
