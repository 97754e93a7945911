/** Performs a bulk run, one transaction per chunk; after a crash it continues with the waiting rows. */
import type { ListingOutcome } from '@holdfast/shared/listings';
import { raw } from 'objection';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction, queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { actOnListings } from './actOnListings.ts';
import { BulkRun } from './BulkRun.ts';
import { BulkRunRow } from './BulkRunRow.ts';
import { conflictText } from './conflicts.ts';
import { chunkSize } from './previewBulk.ts';

export async function performBulkRun(app: AppContext, runId: string): Promise<void> {
  while (await inTransaction(app.db, (trx) => nextChunk(trx, app, runId))) {}
}

/** @returns whether more may wait */
async function nextChunk(trx: Trx, { engine }: AppContext, runId: string): Promise<boolean> {
  const locked = await BulkRun.query(trx).findById(runId).whereNull('done_at').forUpdate();
  if (!locked) return false;
  const rows = await BulkRunRow.query(trx)
    .where({ run_id: runId, outcome: 'waiting' })
    .orderBy('position')
    .limit(chunkSize);
  if (rows.length === 0) {
    await locked.$query(trx).patch({ doneAt: raw('now()') });
    return false;
  }
  const result = await actOnListings(
    trx,
    engine,
    {
      action: locked.action,
      ids: rows.map(({ listingId }) => listingId),
      versions: Object.fromEntries(rows.map(({ listingId, version }) => [listingId, version])),
    },
    { by: locked.createdBy, requestId: locked.requestId },
  );
  await writeReport(trx, runId, result.rows);
  await BulkRun.query(trx)
    .findById(runId)
    .patch({ done: locked.done + result.done, refused: locked.refused + result.refused });
  return true;
}

async function writeReport(trx: Trx, runId: string, outcomes: readonly ListingOutcome[]): Promise<void> {
  const rows = records(
    outcomes.map((outcome) => ({ ...outcome, message: messageOf(outcome) })),
    {
      id: 'text',
      ok: 'boolean',
      label: 'text',
      code: 'text',
      message: 'text',
      version: 'integer',
      priceBefore: 'integer',
      priceAmount: 'integer',
    },
    { parameter: 2 },
  );
  await queryPrepared(
    trx,
    `UPDATE bulk_run_rows r SET outcome = CASE WHEN n.ok THEN 'done' ELSE 'refused' END, label = n.label, code = n.code, message = n.message,
       version_after = CASE WHEN n.ok THEN n.version END, price_before = n.price_before,
       price_after = CASE WHEN n.ok THEN n.price_amount END
     FROM ${rows.from}
     WHERE r.run_id = $1 AND r.listing_id = n.id`,
    [runId, rows.value],
  );
}

/** The report stores who changed what, since the conflict can't be reconstructed later. */
const messageOf = ({ message, conflict }: ListingOutcome): string | null =>
  conflict ? conflictText(conflict) : message;
