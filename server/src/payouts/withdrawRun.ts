/** Ends a run that wasn't approved, also while it is made: what was in it may be paid by another one. */
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { goOn, hasDrafts, lockDraft, lockPayouts, type RunRow, takeDrafts } from './lockRun.ts';

/** Its first payouts are dropped at once; a job drops the others. @throws Problem `transition_refused` */
export async function withdrawRun(
  trx: Trx,
  engine: Engine,
  id: string,
  reason: string,
  { by, requestId }: Principal,
): Promise<void> {
  await lockPayouts(trx);
  const run = await lockDraft(trx, id);
  const [left] = await queryPrepared<{ payouts: number }>(
    trx,
    `WITH ended AS (DELETE FROM payout_run_waiting WHERE run_id = $1)
     SELECT count(*)::int AS payouts FROM payouts WHERE run_id = $1 AND state = 'draft'`,
    [id],
  );
  await queryPrepared(
    trx,
    `UPDATE payout_runs SET withdrawn_at = now(), withdrawn_by = $2, withdrawn_reason = $3, request_id = $4 WHERE id = $1`,
    [id, by, reason, requestId],
  );
  await audit(trx, { by, requestId }, [
    {
      what: 'payoutRun.withdraw',
      subject: id,
      reason,
      before: { state: 'draft', payouts: left?.payouts ?? 0 },
      after: { state: 'withdrawn' },
    },
  ]);
  if (await dropPart(trx, engine, { ...run, withdrawn_by: by, withdrawn_reason: reason }))
    await goOn(trx, id);
}

/** Drops the next payouts of a run that was withdrawn. The caller holds the lock of payouts. @returns whether more are left */
export async function dropPart(trx: Trx, engine: Engine, run: RunRow): Promise<boolean> {
  const drafts = await takeDrafts(trx, run.id);
  if (drafts.length === 0) return false;
  await engine.apply(
    trx,
    drafts.map(({ id }) =>
      messageTo(
        payoutMachine,
        id,
        { type: 'drop' },
        { by: run.withdrawn_by ?? 'system', reason: run.withdrawn_reason },
      ),
    ),
  );
  return hasDrafts(trx, run.id);
}
