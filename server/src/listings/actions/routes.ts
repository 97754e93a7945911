/** Actions on listings over HTTP: on named ones at once, on a whole view in the background. */
import {
  bulkPreview,
  bulkRun,
  bulkRunList,
  bulkRunQuery,
  bulkRunRowList,
  bulkRunRowQuery,
  listingActionRequest,
  listingActionResult,
  newBulkRun,
  queueStatuses,
} from '@holdfast/shared/listings';
import type { AppContext } from '../../platform/appContext.ts';
import { principalOf } from '../../platform/audit.ts';
import { inTransaction, type Trx } from '../../platform/db/index.ts';
import { type AnyEndpoint, endpoint, once } from '../../platform/http/index.ts';
import { readQueues } from '../queues.ts';
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

export function listingActionRoutes(app: AppContext): AnyEndpoint[] {
  return [...actionRoutes(app), ...bulkRoutes(app)];
}

function actionRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/queues',
      tag: 'Admin: listings',
      summary: 'What waits for staff: how much, since when, past its limit, and whose',
      roles: staff,
      answer: queueStatuses,
      handle: (ctx) => readQueues(db, ctx.state.caller.personId),
    }),
    endpoint({
      method: 'post',
      path: '/admin/listings/actions',
      tag: 'Admin: listings',
      summary: 'A action on up to 1,000 named listings; with preview nothing is changed',
      roles: staff,
      idempotent: true,
      body: listingActionRequest,
      answer: listingActionResult,
      handle(ctx, { body: { ids, versions, preview, ...action } }) {
        const act = (trx: Trx) =>
          actOnListings(trx, engine, { action, ids, versions, preview }, principalOf(ctx));
        // A preview's answer isn't stored under its key, because it may differ later.
        return preview ? inTransaction(db, act) : once(ctx, db, act);
      },
    }),
  ];
}

function bulkRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  const tag = 'Admin: bulk runs';
  return [
    endpoint({
      method: 'post',
      path: '/admin/bulk-runs/preview',
      tag,
      summary: 'What a action would do to a whole view; nothing is changed',
      roles: staff,
      body: newBulkRun,
      answer: bulkPreview,
      problems: ['validation_failed', 'too_many_listings'],
      handle: (ctx, { body }) =>
        inTransaction(db, (trx) => previewBulk(trx, engine, body.action, body.filter, principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/bulk-runs',
      tag,
      summary: 'A action on a whole view, in the background',
      roles: staff,
      idempotent: true,
      body: newBulkRun,
      answer: bulkRun,
      status: 202,
      problems: ['validation_failed', 'too_many_listings', 'nothing_to_do'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => startBulkRun(trx, body.action, body.filter, principalOf(ctx))),
    }),
    endpoint({
      method: 'get',
      path: '/admin/bulk-runs',
      tag,
      summary: 'Bulk runs with their progress, newest first',
      roles: staff,
      query: bulkRunQuery,
      answer: bulkRunList,
      handle: (ctx, { query }) => inTransaction(db, (trx) => listBulkRuns(trx, query, principalOf(ctx).by)),
    }),
    endpoint({
      method: 'get',
      path: '/admin/bulk-runs/:id',
      tag,
      summary: 'One bulk run with its progress',
      roles: staff,
      answer: bulkRun,
      problems: ['not_found'],
      handle: (ctx) =>
        inTransaction(db, (trx) => showBulkRun(trx, ctx.params.id as string, principalOf(ctx).by)),
    }),
    endpoint({
      method: 'get',
      path: '/admin/bulk-runs/:id/rows',
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
      path: '/admin/bulk-runs/:id/retry',
      tag,
      summary: 'Try again what was left out, on what those listings are now',
      roles: staff,
      idempotent: true,
      answer: bulkRun,
      status: 202,
      problems: ['not_found', 'nothing_to_do'],
      handle: (ctx) => once(ctx, db, (trx) => retryBulkRun(trx, ctx.params.id as string, principalOf(ctx))),
    }),
  ];
}
