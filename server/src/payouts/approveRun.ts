/** Approves a run: somebody else than its maker, and only what is still as it was made. */
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { isHeldBack } from './holds.ts';
import { draftsOf, lockDraft, lockPayouts } from './makeRun.ts';
import { openOrders } from './openOrders.ts';

/**
 * Approves the payouts of a run. One whose orders changed since the run was made (a refund, a dispute, a moved event, late
 * tickets, a hold) is left to the next run.
 * @throws Problem `transition_refused`; `forbidden` for its maker; `nothing_to_do` where every payout changed
 */
export async function approveRun(trx: Trx, engine: Engine, id: string, principal: Principal): Promise<void> {
  await lockPayouts(trx);
  const run = await lockDraft(trx, id);
  if (run.made_by === principal.by)
    throw new Problem('forbidden', 'Whoever made a run doesn’t approve it. Ask a colleague.');
  const drafts = await draftsOf(trx, id);
  const changed = new Set(await changedPayouts(trx, id));
  if (drafts.every((payout) => changed.has(payout)))
    throw new Problem(
      'nothing_to_do',
      'Every payout of this run changed since it was made. Withdraw it and make another one.',
    );
  await engine.apply(
    trx,
    drafts.map((payout) =>
      messageTo(
        payoutMachine,
        payout,
        { type: changed.has(payout) ? 'drop' : 'approve' },
        { by: principal.by },
      ),
    ),
  );
  await queryPrepared(trx, 'UPDATE payout_runs SET approved_at = now(), approved_by = $2 WHERE id = $1', [
    id,
    principal.by,
  ]);
  await audit(trx, principal, [
    {
      what: 'payoutRun.approve',
      subject: id,
      before: { state: 'draft', payouts: drafts.length },
      after: { state: 'approved', payouts: drafts.length - changed.size, leftOut: [...changed] },
    },
  ]);
}

/**
 * Payouts of a run whose orders aren't payable any more as they were frozen, or whose consignor is held back. All orders are
 * judged once: of a run that was just made the planner has no statistics, and judged them all again for each of its 170 lines.
 */
async function changedPayouts(trx: Trx, runId: string): Promise<string[]> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `WITH RECURSIVE ${openOrders('NULL', '$1')}, frozen AS (
       SELECT o.id, o.consignor_id, p.currency, p.key, sum(l.amount)::bigint AS amount, count(*)::int AS entries
       FROM payouts o JOIN payout_lines l ON l.payout_id = o.id
       JOIN lines p ON p.transaction_id = l.transaction_id AND p.line = l.line
       WHERE o.run_id = $1 AND o.state = 'draft' GROUP BY o.id, o.consignor_id, p.currency, p.key
     ), payable AS MATERIALIZED (SELECT consignor_id, currency, key, amount, entries FROM judged WHERE reason IS NULL)
     SELECT DISTINCT f.id FROM frozen f
     LEFT JOIN payable j ON j.consignor_id = f.consignor_id AND j.currency = f.currency AND j.key = f.key
     WHERE j.key IS NULL OR j.amount <> f.amount OR j.entries <> f.entries
       OR ${isHeldBack('f.consignor_id')}
     ORDER BY f.id`,
    [runId],
  );
  return rows.map(({ id }) => id);
}
