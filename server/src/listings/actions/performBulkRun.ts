/** Performs a bulk run, one transaction per chunk; after a crash it continues with the waiting rows. */
import type { ListingAction, ListingOutcome } from '@holdfast/shared/listings';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { actOnListings } from './actOnListings.ts';
import { chunkSize } from './bulkRuns.ts';

interface Run {
  action: ListingAction;
  created_by: string;
  request_id: string | null;
}

export async function performBulkRun(app: AppContext, runId: string): Promise<void> {
  while (await inTransaction(app.db, (trx) => nextChunk(trx, app, runId))) {}
}

/** @returns whether more may wait */
async function nextChunk(trx: Trx, { engine }: AppContext, runId: string): Promise<boolean> {
  const [locked] = await queryPrepared<Run>(
    trx,
    'SELECT action, created_by, request_id FROM bulk_runs WHERE id = $1 AND done_at IS NULL FOR UPDATE',
    [runId],
  );
  if (!locked) return false;
  const rows = await queryPrepared<{ listing_id: string; version: number }>(
    trx,
    `SELECT listing_id, version FROM bulk_run_rows WHERE run_id = $1 AND outcome = 'waiting' ORDER BY position LIMIT ${chunkSize}`,
    [runId],
  );
  if (rows.length === 0) {
    await queryPrepared(trx, 'UPDATE bulk_runs SET done_at = now() WHERE id = $1', [runId]);
    return false;
  }
  const result = await actOnListings(
    trx,
    engine,
    {
      action: locked.action,
      ids: rows.map(({ listing_id }) => listing_id),
      versions: Object.fromEntries(rows.map(({ listing_id, version }) => [listing_id, version])),
    },
    { by: locked.created_by, requestId: locked.request_id },
  );
  await writeReport(trx, runId, result.rows);
  await queryPrepared(trx, 'UPDATE bulk_runs SET done = done + $2, refused = refused + $3 WHERE id = $1', [
    runId,
    result.done,
    result.refused,
  ]);
  return true;
}

async function writeReport(trx: Trx, runId: string, outcomes: readonly ListingOutcome[]): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE bulk_run_rows r SET outcome = CASE WHEN n.ok THEN 'done' ELSE 'refused' END, label = n.label, code = n.code, message = n.message
     FROM unnest($2::text[], $3::boolean[], $4::text[], $5::text[], $6::text[]) AS n (id, ok, label, code, message)
     WHERE r.run_id = $1 AND r.listing_id = n.id`,
    [
      runId,
      outcomes.map(({ id }) => id),
      outcomes.map(({ ok }) => ok),
      outcomes.map(({ label }) => label),
      outcomes.map(({ code }) => code),
      outcomes.map((outcome) => messageOf(outcome)),
    ],
  );
}

/** The report stores who changed the listing, since the conflict can't be reconstructed later. */
function messageOf({ message, conflict }: ListingOutcome): string | null {
  return conflict
    ? `${conflict.by} changed it meanwhile${conflict.reason ? `: “${conflict.reason}”` : ''}.`
    : message;
}
