/** Bulk runs: an action over a frozen view, started, and done in the background. */
import { type BulkRun, cameAfterCode, type ListingAction } from '@holdfast/shared/listings';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { Problem } from '../../platform/problem.ts';
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
  await queueRun(trx, id);
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

/** Queues a run's work. */
export function queueRun(trx: Trx, runId: string): Promise<void> {
  return jobs.add(trx, [{ task: 'listings.bulkRun', payload: { runId }, key: `bulkRun ${runId}` }]);
}
