/** Actions on listings over HTTP: on named ones at once, on a whole view in the background. */

import { idParam } from '@holdfast/shared/http';
import {
  bulkPreview,
  bulkRun,
  bulkRunList,
  bulkRunQuery,
  bulkRunRowList,
  bulkRunRowQuery,
  frozenView,
  listingActionRequest,
  listingActionResult,
  newBulkRun,
  newFrozenView,
  previewRows,
  previewRowsRequest,
  retryable,
} from '@holdfast/shared/listings';
import type { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { listingsAfter } from '../afterAction.ts';
import { actOnListings } from './actOnListings.ts';
import { startBulkRun } from './bulkRuns.ts';
import { freezeView, readFrozenView, readView } from './frozenViews.ts';
import { previewBulk, previewRowsOf } from './previewBulk.ts';
import { countRetryable, retryBulkRun } from './retryBulkRun.ts';
import { listBulkRunRows, listBulkRuns, showBulkRun } from './runReports.ts';

const staff = ['staff'] as const;

export function listingActionRoutes(app: AppContext): AnyEndpoint[] {
  return [...actionRoutes(app), ...bulkPreviewRoutes(app), ...bulkRoutes(app), ...bulkReportRoutes(app)];
}

function actionRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      method: 'post',
      path: '/admin/listings/actions',
      scopes: ['listings:write'],
      tag: 'Admin: listings',
      summary: 'An action on up to 1,000 named listings; with preview nothing is changed',
      roles: staff,
      idempotent: ({ body }) => !body.preview,
      body: listingActionRequest,
      answer: listingActionResult,
      async run(trx, { body: { ids, versions, preview, view, ...action }, principal }) {
        const result = await actOnListings(trx, engine, { action, ids, versions, preview }, principal);
        if (preview || !view) return result;
        return { ...result, ...(await listingsAfter(trx, engine, ids, view, principal.by)) };
      },
    }),
  ];
}

const bulkTag = 'Admin: bulk runs';

/** What a run would do; nothing is changed. */
function bulkPreviewRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      method: 'post',
      path: '/admin/bulk-runs/views',
      tag: bulkTag,
      summary: 'Freezes a view for an hour: what is previewed is what a run acts on; no listing is changed',
      roles: staff,
      body: newFrozenView,
      answer: frozenView,
      status: 201,
      problems: ['validation_failed', 'too_many_listings'],
      run: (trx, { body, principal }) => freezeView(trx, body, principal),
    }),
    query({
      method: 'post',
      path: '/admin/bulk-runs/preview',
      tag: bulkTag,
      summary: 'What an action would do to a frozen view; nothing is changed',
      roles: staff,
      body: newBulkRun,
      answer: bulkPreview,
      problems: ['validation_failed', 'too_many_listings', 'preview_expired'],
      run: async (trx, { body, principal }) =>
        previewBulk(
          trx,
          engine,
          body.action,
          body.view
            ? await readFrozenView(trx, body.view, principal)
            : await readView(trx, viewToFreeze(body), principal),
          principal.by,
        ),
    }),
    query({
      method: 'post',
      path: '/admin/bulk-runs/preview/rows',
      tag: bulkTag,
      summary: 'What an action would do to each listing of a frozen view, page by page; nothing is changed',
      roles: staff,
      body: previewRowsRequest,
      answer: previewRows,
      problems: ['validation_failed', 'preview_expired'],
      run: async (trx, { body, principal }) =>
        previewRowsOf(trx, engine, body, await readFrozenView(trx, body.view, principal), principal.by),
    }),
  ];
}

function bulkRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    command({
      method: 'post',
      path: '/admin/bulk-runs',
      tag: bulkTag,
      summary: 'An action on a whole view, in the background',
      roles: staff,
      idempotent: true,
      body: newBulkRun,
      answer: bulkRun,
      status: 202,
      problems: ['validation_failed', 'too_many_listings', 'preview_expired', 'nothing_to_do'],
      run: async (trx, { body, principal }) => {
        const view = body.view ?? (await freezeView(trx, viewToFreeze(body), principal)).id;
        return startBulkRun(trx, body.action, view, principal);
      },
    }),
    command({
      method: 'post',
      path: '/admin/bulk-runs/:id/retry',
      params: idParam('bulkRun'),
      tag: bulkTag,
      summary: 'Try again what was left out and can be done now, on what those listings are now',
      roles: staff,
      idempotent: true,
      answer: bulkRun,
      status: 202,
      problems: ['not_found', 'nothing_to_do'],
      run: (trx, { params, principal }) => retryBulkRun(trx, engine, params.id, principal),
    }),
  ];
}

const viewToFreeze = ({ action, filter = {} }: z.output<typeof newBulkRun>) => ({
  filter,
  undo: action.action === 'undoPrice' || action.action === 'undo',
});

function bulkReportRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/admin/bulk-runs',
      tag: bulkTag,
      summary: 'Bulk runs with their progress, newest first',
      roles: staff,
      query: bulkRunQuery,
      answer: bulkRunList,
      run: (trx, { query, principal }) => listBulkRuns(trx, query, principal.by),
    }),
    query({
      path: '/admin/bulk-runs/:id',
      params: idParam('bulkRun'),
      tag: bulkTag,
      summary: 'One bulk run with its progress',
      roles: staff,
      answer: bulkRun,
      problems: ['not_found'],
      run: (trx, { params, principal }) => showBulkRun(trx, params.id, principal.by),
    }),
    query({
      path: '/admin/bulk-runs/:id/retry',
      params: idParam('bulkRun'),
      tag: bulkTag,
      summary: 'How many of the listings that it left out could be done now',
      roles: staff,
      answer: retryable,
      problems: ['not_found'],
      run: (trx, { params }) => countRetryable(trx, engine, params.id),
    }),
    query({
      path: '/admin/bulk-runs/:id/rows',
      params: idParam('bulkRun'),
      tag: bulkTag,
      summary: 'Its report: what became of each listing',
      roles: staff,
      query: bulkRunRowQuery,
      answer: bulkRunRowList,
      problems: ['not_found'],
      run: (trx, { params, query }) => listBulkRunRows(trx, params.id, query),
    }),
  ];
}
