/** Retries what a run left out: only what can succeed now. */
import { type BulkRun, cameAfterCode, type Retryable } from '@holdfast/shared/listings';
import type { Engine } from '../../platform/actors/index.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { readActionRows } from './actionRows.ts';
import { BulkRun as Run } from './BulkRun.ts';
import { BulkRunRow } from './BulkRunRow.ts';
import { queueRun } from './bulkRuns.ts';
import { decideAll } from './decide.ts';
import { chunkSize } from './previewBulk.ts';
import { showBulkRun } from './runReports.ts';

/**
 * How many of the listings that a run left out could be done now. What the law or a limit still refuses isn't among
 * them, nor what came into the view after its preview: nobody has looked at that.
 * @throws Problem `not_found`
 */
export async function countRetryable(trx: Trx, engine: Engine, id: string): Promise<Retryable> {
  const run = await Run.query(trx).findById(id);
  if (!run) throw notFound('bulk run');
  if (run.doneAt === null || run.refused === 0) return { refused: run.refused, retryable: 0 };
  return { refused: run.refused, retryable: (await retryableRows(trx, engine, run)).length };
}

/**
 * Retries the refused listings that can be done now, on their current versions.
 * @throws Problem `not_found`; `nothing_to_do` when none can, or it still runs
 */
export async function retryBulkRun(
  trx: Trx,
  engine: Engine,
  id: string,
  principal: Principal,
): Promise<BulkRun> {
  const locked = await Run.query(trx).findById(id).forUpdate();
  if (!locked) throw notFound('bulk run');
  if (locked.doneAt === null)
    throw new Problem(
      'nothing_to_do',
      'It still runs. What it leaves out can be tried again when it is done.',
    );
  if (locked.refused === 0) throw new Problem('nothing_to_do', 'Nothing was left out.');
  const ids = await retryableRows(trx, engine, locked);
  if (ids.length === 0)
    throw new Problem('nothing_to_do', 'None of what was left out can be done now. The report says why.');
  await queryPrepared(
    trx,
    `UPDATE bulk_run_rows r SET outcome = 'waiting', code = NULL, message = NULL, version = l.version
     FROM listings l WHERE l.id = r.listing_id AND r.run_id = $1 AND r.outcome = 'refused' AND r.listing_id = ANY($2::text[])`,
    [id, ids],
  );
  const refused = locked.refused - ids.length;
  await Run.query(trx).findById(id).patch({ refused, doneAt: null });
  await audit(trx, principal, [
    {
      what: 'bulkRun.retry',
      subject: id,
      before: { refused: locked.refused, waiting: 0 },
      after: { refused, waiting: ids.length },
    },
  ]);
  await queueRun(trx, id);
  return showBulkRun(trx, id, principal.by);
}

/** The refused listings that the run's action would be done to now. */
async function retryableRows(trx: Trx, engine: Engine, run: Run): Promise<string[]> {
  const refused = await BulkRunRow.query(trx)
    .select('listing_id')
    .where({ run_id: run.id, outcome: 'refused' })
    .whereNot({ code: cameAfterCode })
    .orderBy('position');
  const retryable: string[] = [];
  for (let from = 0; from < refused.length; from += chunkSize) {
    const ids = refused.slice(from, from + chunkSize).map(({ listingId }) => listingId);
    const rowById = await readActionRows(trx, ids, run.action, { lock: false });
    const wanted = ids.map((id) => ({ id, seen: undefined }));
    for (const decision of await decideAll(trx, engine, wanted, rowById, run.action, run.createdBy))
      if (decision.ok) retryable.push(decision.row.id);
  }
  return retryable;
}
