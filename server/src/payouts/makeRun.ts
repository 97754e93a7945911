/**
 * Makes a run of payouts, part after part. A part is some consignors: advances, withheld tax, frozen lines and payouts of each are
 * written in one transaction with the note that they were looked at. So a run that is killed is continued where it was, and each
 * consignor is in it once.
 */

import { marketplaceCurrency } from '@holdfast/shared/money';
import type { newPayoutRun } from '@holdfast/shared/payouts';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { freezePayouts } from './freezePayouts.ts';
import { giveAdvances } from './giveAdvances.ts';
import {
  firstPartSize,
  goOn,
  isBeingMade,
  lockPayouts,
  partSize,
  type RunRow,
  sortInMemory,
} from './lockRun.ts';
import { withholdTax } from './withhold.ts';

type Asked = z.output<typeof newPayoutRun>;

const nothingToPay = () =>
  new Problem(
    'nothing_to_do',
    'Nothing may be paid now: what is owed isn’t due yet, is below the minimum, or is held back, by finance or because bank data is missing or new or tax data is missing. Nothing was made.',
  );

/**
 * Begins a run of everything that may be paid: its first part is made at once, and a job makes the others.
 * @returns the run's id
 * @throws Problem `transition_refused` while another run is made; `nothing_to_do` where nothing may be paid, as far as the first part tells
 */
export async function beginRun(
  trx: Trx,
  engine: Engine,
  asked: Asked,
  principal: Principal,
): Promise<string> {
  const run = await noteRun(trx, asked, principal);
  if (await makePart(trx, engine, run, firstPartSize)) await goOn(trx, run.id);
  else if (!(await hasPayouts(trx, run.id))) throw nothingToPay();
  return run.id;
}

/** The same, wholly in the caller's transaction: for seeds and tests. */
export async function makeRun(trx: Trx, engine: Engine, asked: Asked, principal: Principal): Promise<string> {
  const run = await noteRun(trx, asked, principal);
  while (await makePart(trx, engine, run));
  if (!(await hasPayouts(trx, run.id))) throw nothingToPay();
  return run.id;
}

/** Two runs that are made at once would take the same entries. @throws Problem `transition_refused` */
async function refuseBeside(trx: Trx): Promise<void> {
  const [other] = await queryPrepared<{ run_id: string }>(
    trx,
    'SELECT run_id FROM payout_run_waiting LIMIT 1',
  );
  if (other)
    throw new Problem(
      'transition_refused',
      'Another run is being made. Make this one once it is, or withdraw that one. Nothing was made.',
      { accepts: [] },
    );
}

/** The run, and everybody whom it looks at: of whom something is open. */
async function noteRun(trx: Trx, { minimum, note }: Asked, { by, requestId }: Principal): Promise<RunRow> {
  await lockPayouts(trx);
  await refuseBeside(trx);
  const [run] = await queryPrepared<RunRow & { candidates: number }>(
    trx,
    `WITH RECURSIVE roots (id, root) AS (
       SELECT id, id FROM consignors_named WHERE merged_into IS NULL AND NOT is_marketplace
       UNION ALL SELECT c.id, r.root FROM consignors_named c JOIN roots r ON c.merged_into = r.id
     ), found AS (
       SELECT DISTINCT root FROM roots r WHERE EXISTS (SELECT FROM payout_open_entries o WHERE o.consignor_id = r.id)
     ), waiting AS (
       INSERT INTO payout_run_waiting (run_id, consignor_id) SELECT $1, root FROM found
     )
     INSERT INTO payout_runs (id, currency, minimum_amount, note, made_at, made_by, request_id, candidates)
     SELECT $1, $2, $3, $4, now(), $5, $6, (SELECT count(*) FROM found)
     RETURNING id, minimum_amount, note, made_by, approved_at, approved_by, withdrawn_at, withdrawn_by, withdrawn_reason, request_id, candidates`,
    [newId('payoutRun'), marketplaceCurrency, minimum, note, by, requestId],
  );
  if (!run || run.candidates === 0) throw nothingToPay();
  return run;
}

/**
 * Makes the next part of a run. The caller holds the lock of payouts. With the last part the run is told to the log: of parts beside
 * each other, the second one waits for the run's row, and sees that nothing is left. A run in which nothing may be paid is withdrawn by
 * itself.
 * @param size how many consignors it looks at
 * @returns whether more waits
 */
export async function makePart(trx: Trx, engine: Engine, run: RunRow, size = partSize): Promise<boolean> {
  const by = { by: run.made_by, requestId: run.request_id };
  const consignorIds = await takeWaiting(trx, run.id, size);
  if (consignorIds.length === 0) return false;
  await sortInMemory(trx);
  const { advances, advanced } = await giveAdvances(trx, consignorIds, by);
  const { withholdings, withheldAmount } = await withholdTax(trx, consignorIds, run.minimum_amount, by);
  await freezePayouts(trx, engine, { runId: run.id, consignorIds, minimum: run.minimum_amount, by: by.by });
  await queryPrepared(
    trx,
    `UPDATE payout_runs SET advances = advances + $2, advanced_amount = advanced_amount + $3, withholdings = withholdings + $4,
       withheld_amount = withheld_amount + $5 WHERE id = $1`,
    [run.id, advances, advanced, withholdings, withheldAmount],
  );
  if (await isBeingMade(trx, run.id)) return true;
  await logMade(trx, run);
  return false;
}

/** The next consignors that a run looks at; those of another part are passed over. */
async function takeWaiting(trx: Trx, runId: string, size: number): Promise<string[]> {
  const rows = await queryPrepared<{ consignor_id: string }>(
    trx,
    // Materialized: a subquery that is scanned again would find further ones each time.
    `WITH part AS MATERIALIZED (
       SELECT consignor_id FROM payout_run_waiting WHERE run_id = $1 ORDER BY consignor_id LIMIT $2 FOR UPDATE SKIP LOCKED
     )
     DELETE FROM payout_run_waiting w USING part WHERE w.run_id = $1 AND w.consignor_id = part.consignor_id RETURNING w.consignor_id`,
    [runId, size],
  );
  return rows.map(({ consignor_id }) => consignor_id);
}

async function hasPayouts(trx: Trx, runId: string): Promise<boolean> {
  const rows = await queryPrepared(trx, 'SELECT 1 AS one FROM payouts WHERE run_id = $1 LIMIT 1', [runId]);
  return rows.length > 0;
}

interface MadeRow {
  payouts: number;
  amount: number;
  advances: number;
  advanced_amount: number;
  withholdings: number;
  withheld_amount: number;
}

/** Tells the log what was made of the whole run. */
async function logMade(trx: Trx, run: RunRow): Promise<void> {
  const [made] = await queryPrepared<MadeRow>(
    trx,
    `SELECT count(o.id)::int AS payouts, coalesce(sum(o.amount), 0)::bigint AS amount, u.advances, u.advanced_amount, u.withholdings, u.withheld_amount
     FROM payout_runs u LEFT JOIN payouts o ON o.run_id = u.id WHERE u.id = $1 GROUP BY u.id`,
    [run.id],
  );
  if (!made) throw new Error(`${run.id} is gone`);
  if (made.payouts === 0) return withdrawEmpty(trx, run.id);
  await audit(trx, { by: run.made_by, requestId: run.request_id }, [
    {
      what: 'payoutRun.make',
      subject: run.id,
      reason: run.note,
      before: null,
      after: {
        payouts: made.payouts,
        amount: made.amount,
        currency: marketplaceCurrency,
        minimumAmount: run.minimum_amount,
        advances: made.advances,
        advanced: made.advanced_amount,
        withholdings: made.withholdings,
        withheldAmount: made.withheld_amount,
      },
    },
  ]);
}

/** Nobody of all who were looked at may be paid: the run is there, without a payout, and nobody has to approve it. */
async function withdrawEmpty(trx: Trx, runId: string): Promise<void> {
  const reason = 'Nothing may be paid now';
  await queryPrepared(
    trx,
    `UPDATE payout_runs SET withdrawn_at = now(), withdrawn_by = 'clock', withdrawn_reason = $2 WHERE id = $1`,
    [runId, reason],
  );
  await audit(trx, { by: 'clock', requestId: null }, [
    {
      what: 'payoutRun.withdraw',
      subject: runId,
      reason,
      before: { state: 'draft', payouts: 0 },
      after: { state: 'withdrawn' },
    },
  ]);
}
