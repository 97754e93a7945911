/** Bulk runs: an action over a frozen view, started, done in the background, and retried. */
import { type BulkRun, cameAfterCode, type ListingAction } from '@holdfast/shared/listings';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { labelOf, readActionRows } from './actionRows.ts';
import { BulkRun as Run } from './BulkRun.ts';
import type { FrozenView } from './FrozenView.ts';
import { cameInSince, readFrozenView } from './frozenViews.ts';
import { chunkSize } from './previewBulk.ts';
import { showBulkRun } from './runReports.ts';

/**
 * Starts a run over the listings of a frozen view, with the versions that it froze; the work is done in the background.
 * What came into the view since is left out, and stands in the report.
 * @throws Problem `preview_expired`; `nothing_to_do` for an empty view
 */
export async function startBulkRun(
  trx: Trx,
  action: ListingAction,
  viewId: string,
  principal: Principal,
): Promise<BulkRun> {
  const view = await readFrozenView(trx, viewId, principal);
  const listings = view.listingIds.length;
  if (listings === 0) throw new Problem('nothing_to_do', 'No listing is in this view. Nothing was changed.');
  const came = await cameInSince(trx, view, principal);
  const id = newId('bulkRun');
  await Run.query(trx).insert({
    id,
    action,
    filter: view.filter,
    listings,
    cameAfter: came.length,
    createdBy: principal.by,
    requestId: principal.requestId,
  });
  await queryPrepared(
    trx,
    `INSERT INTO bulk_run_rows (run_id, position, listing_id, version)
     SELECT $1, n.position, n.id, n.version
     FROM frozen_views v, unnest(v.listing_ids, v.versions) WITH ORDINALITY AS n (id, version, position) WHERE v.id = $2`,
    [id, viewId],
  );
  await reportCameAfter(trx, id, view, came);
  await audit(trx, principal, [
    {
      what: 'bulkRun.start',
      subject: id,
      after: {
        action,
        filter: view.filter,
        listings,
        ...(came.length > 0 ? { cameAfter: came.length } : {}),
      },
    },
  ]);
  await queue(trx, id);
  return showBulkRun(trx, id, principal.by);
}

/** Names in the report what came into the view after its preview. */
async function reportCameAfter(
  trx: Trx,
  runId: string,
  { listingIds }: FrozenView,
  came: ReadonlyArray<{ id: string; version: number }>,
): Promise<void> {
  for (let from = 0; from < came.length; from += chunkSize) {
    const chunk = came.slice(from, from + chunkSize);
    const ids = chunk.map(({ id }) => id);
    const rowById = await readActionRows(trx, ids, { action: 'approve' }, { lock: false });
    const rows = records(
      chunk.map(({ id, version }, at) => {
        const row = rowById.get(id);
        const position = listingIds.length + from + at + 1;
        return { position, id, version, label: row ? labelOf(row) : id, price: row?.price_amount };
      }),
      { position: 'integer', id: 'text', version: 'integer', label: 'text', price: 'integer' },
      { parameter: 3 },
    );
    await queryPrepared(
      trx,
      `INSERT INTO bulk_run_rows (run_id, position, listing_id, version, outcome, label, code, message, price_before)
       SELECT $1, n.position, n.id, n.version, 'refused', n.label, $2, 'It came into this view after the preview.', n.price
       FROM ${rows.from}`,
      [runId, cameAfterCode, rows.value],
    );
  }
}

/**
 * Retries the refused rows on the listings' current versions.
 * @throws Problem `not_found`; `nothing_to_do` when nothing was left out, or it still runs
 */
export async function retryBulkRun(trx: Trx, id: string, principal: Principal): Promise<BulkRun> {
  const locked = await Run.query(trx).findById(id).forUpdate();
  if (!locked) throw notFound('bulk run');
  if (locked.doneAt === null)
    throw new Problem(
      'nothing_to_do',
      'It still runs. What it leaves out can be tried again when it is done.',
    );
  if (locked.refused === 0) throw new Problem('nothing_to_do', 'Nothing was left out.');
  await queryPrepared(
    trx,
    `UPDATE bulk_run_rows r SET outcome = 'waiting', code = NULL, message = NULL, version = l.version
     FROM listings l WHERE l.id = r.listing_id AND r.run_id = $1 AND r.outcome = 'refused' AND r.code IS DISTINCT FROM $2`,
    [id, cameAfterCode],
  );
  await Run.query(trx).findById(id).patch({ refused: 0, doneAt: null });
  await audit(trx, principal, [
    {
      what: 'bulkRun.retry',
      subject: id,
      before: { refused: locked.refused, waiting: 0 },
      after: { refused: 0, waiting: locked.refused },
    },
  ]);
  await queue(trx, id);
  return showBulkRun(trx, id, principal.by);
}

function queue(trx: Trx, runId: string): Promise<void> {
  return jobs.add(trx, [{ task: 'listings.bulkRun', payload: { runId }, key: `bulkRun ${runId}` }]);
}
