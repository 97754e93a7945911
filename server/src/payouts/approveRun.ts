/** Approves a run: somebody else than its maker, and only what is still as it was made. */
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { isHeldBack } from './holds.ts';
import {
  goOn,
  hasDrafts,
  isBeingMade,
  lockDraft,
  lockPayouts,
  lockRun,
  type RunRow,
  sortInMemory,
  takeDrafts,
} from './lockRun.ts';
import { openOrders } from './openOrders.ts';

/**
 * Approves the payouts of a run: the first part at once, and a job the others. One whose orders changed since the run was made (a
 * refund, a dispute, a moved event, late tickets, a hold) is left to the next run.
 * @throws Problem `transition_refused`; `forbidden` for its maker; `nothing_to_do` where every payout changed, as far as the first
 *   part tells
 */
export async function beginApproval(
  trx: Trx,
  engine: Engine,
  id: string,
  principal: Principal,
): Promise<void> {
  const run = await noteApproval(trx, id, principal);
  if (await approvePart(trx, engine, run)) await goOn(trx, id);
  else await requireApprovedOne(trx, id);
}

/** The same, wholly in the caller's transaction: for seeds and tests. */
export async function approveRun(trx: Trx, engine: Engine, id: string, principal: Principal): Promise<void> {
  const run = await noteApproval(trx, id, principal);
  while (await approvePart(trx, engine, run));
  await requireApprovedOne(trx, id);
}

async function noteApproval(trx: Trx, id: string, { by, requestId }: Principal): Promise<RunRow> {
  await lockPayouts(trx);
  const run = await lockDraft(trx, id);
  if (run.made_by === by)
    throw new Problem('forbidden', 'Whoever made a run doesn’t approve it. Ask a colleague.');
  if (await isBeingMade(trx, id))
    throw new Problem(
      'transition_refused',
      'This run is still being made. Approve it once it is. Nothing was changed.',
      { accepts: [] },
    );
  await queryPrepared(
    trx,
    'UPDATE payout_runs SET approved_at = now(), approved_by = $2, request_id = $3 WHERE id = $1',
    [id, by, requestId],
  );
  return { ...run, approved_by: by, request_id: requestId };
}

async function requireApprovedOne(trx: Trx, id: string): Promise<void> {
  const rows = await queryPrepared(
    trx,
    `SELECT 1 AS one FROM payouts WHERE run_id = $1 AND state <> 'dropped' LIMIT 1`,
    [id],
  );
  if (rows.length === 0)
    throw new Problem(
      'nothing_to_do',
      'Every payout of this run changed since it was made. Withdraw it and make another one.',
    );
}

/**
 * Approves the next payouts of a run, and drops those that changed. The caller holds the lock of payouts. With the last part the
 * approval is told to the log: of parts beside each other, the second one waits for the run's row, and sees that nothing is left.
 * @returns whether more are left
 */
export async function approvePart(trx: Trx, engine: Engine, run: RunRow): Promise<boolean> {
  const by = run.approved_by ?? 'system';
  const drafts = await takeDrafts(trx, run.id);
  if (drafts.length === 0) return false;
  await sortInMemory(trx);
  const changed = new Set(await changedPayouts(trx, run.id, drafts));
  await engine.apply(
    trx,
    drafts.map(({ id }) =>
      messageTo(payoutMachine, id, { type: changed.has(id) ? 'drop' : 'approve' }, { by }),
    ),
  );
  await lockRun(trx, run.id);
  if (await hasDrafts(trx, run.id)) return true;
  const [all] = await queryPrepared<{ payouts: number; left_out: string[] }>(
    trx,
    `SELECT count(*)::int AS payouts, coalesce(array_agg(id ORDER BY id) FILTER (WHERE state = 'dropped'), '{}') AS left_out
     FROM payouts WHERE run_id = $1`,
    [run.id],
  );
  const { payouts, left_out: leftOut } = all ?? { payouts: 0, left_out: [] };
  await audit(trx, { by, requestId: run.request_id }, [
    {
      what: 'payoutRun.approve',
      subject: run.id,
      before: { state: 'draft', payouts },
      after: { state: 'approved', payouts: payouts - leftOut.length, leftOut },
    },
  ]);
  return false;
}

/**
 * Those of these payouts whose orders aren't payable any more as they were frozen, or whose consignor is held back. Every order of a payout
 * is judged once, with what of it no payout holds: it is as it was where the payout has all of it. A payout without an order, since its
 * consignor was merged, or that has more of them than its own, changed.
 */
async function changedPayouts(
  trx: Trx,
  runId: string,
  drafts: readonly { id: string; consignor_id: string }[],
): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `WITH RECURSIVE ${openOrders({ among: '$2::text[]' }, { run: '$1' })}, still AS (
       SELECT payout_id, sum(amount) AS amount, bool_and(is_payable AND held = entries) AS is_whole FROM judged WHERE held > 0 GROUP BY payout_id
     )
     SELECT d.id FROM unnest($3::text[], $2::text[]) AS d (id, consignor_id) JOIN payouts o ON o.id = d.id LEFT JOIN still s ON s.payout_id = d.id
     WHERE s.amount IS DISTINCT FROM o.amount OR NOT s.is_whole OR ${isHeldBack('d.consignor_id')} ORDER BY d.id`,
    [runId, drafts.map(({ consignor_id }) => consignor_id), drafts.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}
