/** Runs as commands lock them, and how far they are. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { notFound, Problem } from '../platform/problem.ts';

/** A run as it is stored. */
export interface RunRow {
  id: string;
  minimum_amount: number;
  note: string | null;
  made_by: string;
  approved_at: Date | null;
  approved_by: string | null;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  /** The request of the step that is worked on. */
  request_id: string | null;
}

/** Consignors or payouts of one part of a run: bounds a transaction, and how long others wait for its locks. */
export const partSize = 1_000;
/** The first part of a run that is made: somebody waits for it, and nothing is made beside it. */
export const firstPartSize = 250;

/**
 * Whoever begins, approves or withdraws a run, or changes what runs read, does so alone: no part of a run is worked on meanwhile. The
 * number is arbitrary and used nowhere else.
 */
export const lockPayouts = (trx: Trx) => queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707201)');

/** Parts of a run are worked on beside each other: each has consignors or payouts of its own. */
export const lockPayoutsForPart = (trx: Trx) =>
  queryPrepared(trx, 'SELECT pg_advisory_xact_lock_shared(707201)');

/** The entries of a part, some 40,000, are sorted and summed in memory: two parts are worked on at a time. */
export const sortInMemory = (trx: Trx) => queryPrepared(trx, `SET LOCAL work_mem = '32MB'`);

const runText = `SELECT id, minimum_amount, note, made_by, approved_at, approved_by, withdrawn_at, withdrawn_by, withdrawn_reason, request_id
  FROM payout_runs WHERE id = $1`;

/** A run, locked until the transaction ends. @throws Problem `not_found` */
export async function lockRun(trx: Trx, id: string): Promise<RunRow> {
  const [row] = await queryPrepared<RunRow>(trx, `${runText} FOR NO KEY UPDATE`, [id]);
  if (!row) throw notFound('run');
  return row;
}

/** A run as it stands while the lock of payouts is held. @throws Problem `not_found` */
export async function readRun(trx: Trx, id: string): Promise<RunRow> {
  const [row] = await queryPrepared<RunRow>(trx, runText, [id]);
  if (!row) throw notFound('run');
  return row;
}

const notYet = (detail: string) => new Problem('transition_refused', detail, { accepts: [] });

/** A run that waits for its approval, locked. @throws Problem `not_found`, `transition_refused` */
export async function lockDraft(trx: Trx, id: string): Promise<RunRow> {
  const run = await lockRun(trx, id);
  if (run.withdrawn_at !== null) throw notYet('This run was withdrawn.');
  if (run.approved_at !== null) throw notYet('This run was approved already.');
  return run;
}

/** Refuses what is paid of a run before all of it is approved; the run is locked. @throws Problem `not_found`, `transition_refused` */
export async function requireApproved(trx: Trx, id: string): Promise<void> {
  const run = await lockRun(trx, id);
  if (run.approved_at === null) throw notYet('This run isn’t approved. Nothing of it is paid before.');
  if (await hasDrafts(trx, id))
    throw notYet('This run is still being approved. Nothing of it is paid before all of it is.');
}

/** The next payouts of a run that are still drafts, locked; those of another part are passed over. */
export const takeDrafts = (trx: Trx, runId: string): Promise<{ id: string; consignor_id: string }[]> =>
  queryPrepared(
    trx,
    `SELECT id, consignor_id FROM payouts WHERE run_id = $1 AND state = 'draft' ORDER BY id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`,
    [runId, partSize],
  );

/** Whether a run still has drafts. */
export async function hasDrafts(trx: Trx, runId: string): Promise<boolean> {
  const rows = await queryPrepared(
    trx,
    `SELECT 1 AS one FROM payouts WHERE run_id = $1 AND state = 'draft' LIMIT 1`,
    [runId],
  );
  return rows.length > 0;
}

/** Whether a run still has consignors to look at. */
export async function isBeingMade(trx: Trx, runId: string): Promise<boolean> {
  const rows = await queryPrepared(trx, 'SELECT 1 AS one FROM payout_run_waiting WHERE run_id = $1 LIMIT 1', [
    runId,
  ]);
  return rows.length > 0;
}

/** A job goes on with what is left of a run. */
export const goOn = (trx: Trx, runId: string): Promise<void> =>
  jobs.add(trx, [{ task: 'payouts.workRun', payload: { runId }, key: `payoutRun ${runId}` }]);
