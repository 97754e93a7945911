/** Makes a run of payouts, and withdraws one that wasn't approved. */

import { marketplaceCurrency } from '@holdfast/shared/money';
import type { newPayoutRun } from '@holdfast/shared/payouts';
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import type { z } from 'zod';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { giveAdvances } from './giveAdvances.ts';
import { isHeldBack } from './holds.ts';
import { lockRun } from './lockRun.ts';
import { openOrders } from './openOrders.ts';
import { withholdTax } from './withhold.ts';

/** One run is made or approved at a time: an entry is taken once. The number is arbitrary and used nowhere else. */
export const lockPayouts = (trx: Trx) => queryPrepared(trx, 'SELECT pg_advisory_xact_lock(707201)');

/**
 * Takes everything that may be paid now into a run, a payout for each consignor, and freezes its lines. Advances are given first,
 * where the settings say so.
 * @returns the run's id
 * @throws Problem `nothing_to_do` where nothing may be paid
 */
export async function makeRun(
  trx: Trx,
  engine: Engine,
  { minimum, note }: z.output<typeof newPayoutRun>,
  principal: Principal,
): Promise<string> {
  await lockPayouts(trx);
  const runId = newId('payoutRun');
  const at = new Date().toISOString();
  const advances = await giveAdvances(trx, principal);
  const withheld = await withholdTax(trx, minimum, principal);
  const sums = await freezeLines(trx, { currency: marketplaceCurrency, minimum });
  if (sums.length === 0)
    throw new Problem(
      'nothing_to_do',
      'Nothing may be paid now: what is owed isn’t due yet, is below the minimum, or is held back, by finance or because bank data is missing or new or tax data is missing. Nothing was made.',
    );
  await queryPrepared(
    trx,
    'INSERT INTO payout_runs (id, currency, minimum_amount, note, made_at, made_by) VALUES ($1, $2, $3, $4, now(), $5)',
    [runId, marketplaceCurrency, minimum, note, principal.by],
  );
  await createPayouts(trx, engine, sums, { runId, at, by: principal.by });
  const amount = sums.reduce((sum, each) => sum + each.amount, 0);
  await audit(trx, principal, [
    {
      what: 'payoutRun.make',
      subject: runId,
      reason: note,
      before: null,
      after: {
        payouts: sums.length,
        amount,
        currency: marketplaceCurrency,
        minimumAmount: minimum,
        ...advances,
        ...withheld,
      },
    },
  ]);
  return runId;
}

interface ConsignorSum {
  payout_id: string;
  consignor_id: string;
  amount: number;
}

/** SQL: consignors who may be paid `$2` or more in currency `$1` now. */
const due = `due AS (
  SELECT d.consignor_id, d.currency, d.amount FROM (
    SELECT consignor_id, currency, sum(amount)::bigint AS amount FROM judged
    WHERE reason IS NULL AND currency = $1 GROUP BY consignor_id, currency HAVING sum(amount) >= $2
  ) d WHERE NOT ${isHeldBack('d.consignor_id', 'd.amount')}
)`;

/** Writes the lines of each consignor's payout and sums them in one statement, so that lines and sums are of one instant. */
async function freezeLines(
  trx: Trx,
  { currency, minimum }: { currency: string; minimum: number },
): Promise<ConsignorSum[]> {
  const asked = await queryPrepared<{ consignor_id: string }>(
    trx,
    `WITH RECURSIVE ${openOrders('NULL')}, ${due} SELECT consignor_id FROM due ORDER BY consignor_id`,
    [currency, minimum],
  );
  const { from, value } = records(
    asked.map(({ consignor_id }) => ({ consignorId: consignor_id, payoutId: newId('payout') })),
    { consignorId: 'text', payoutId: 'text' },
    { parameter: 3 },
  );
  return queryPrepared<ConsignorSum>(
    trx,
    `WITH RECURSIVE ${openOrders('NULL')}, ${due}, frozen AS (
       INSERT INTO payout_lines (payout_id, transaction_id, line, amount)
       SELECT n.payout_id, l.transaction_id, l.line, l.amount
       FROM ${from} JOIN due d ON d.consignor_id = n.consignor_id
       JOIN judged j ON j.consignor_id = d.consignor_id AND j.currency = d.currency AND j.reason IS NULL
       JOIN lines l ON l.consignor_id = j.consignor_id AND l.currency = j.currency AND l.key = j.key
       RETURNING payout_id, amount
     )
     SELECT f.payout_id, n.consignor_id, sum(f.amount)::bigint AS amount FROM frozen f JOIN ${from} ON n.payout_id = f.payout_id
     GROUP BY f.payout_id, n.consignor_id ORDER BY f.payout_id`,
    [currency, minimum, value],
  );
}

async function createPayouts(
  trx: Trx,
  engine: Engine,
  sums: readonly ConsignorSum[],
  { runId, at, by }: { runId: string; at: string; by: string },
): Promise<void> {
  const made = sums.map(({ payout_id: id, consignor_id: consignorId, amount }) => ({
    consignorId,
    amount,
    created: engine.create(payoutMachine, {
      id,
      input: { consignorId, amount, currency: marketplaceCurrency },
      at,
      by,
    }),
  }));
  const { from, value } = records(
    made.map(({ consignorId, amount, created }) => ({
      id: created.id,
      consignorId,
      amount,
      state: created.state,
      snapshot: created.snapshot,
      machineVersion: created.machineVersion,
    })),
    {
      id: 'text',
      consignorId: 'text',
      amount: 'bigint',
      state: 'text',
      snapshot: 'jsonb',
      machineVersion: 'integer',
    },
  );
  await queryPrepared(
    trx,
    `INSERT INTO payouts (id, run_id, consignor_id, amount, currency, created_at, state, snapshot, machine_version, version)
     SELECT n.id, $2, n.consignor_id, n.amount, $3, $4, n.state, n.snapshot, n.machine_version, 1 FROM ${from}`,
    [value, runId, marketplaceCurrency, at],
  );
  await engine.recordCreated(
    trx,
    made.map(({ created }) => created),
  );
}

/** Ends a run that wasn't approved: what was in it may be paid by another one. @throws Problem `transition_refused` */
export async function withdrawRun(
  trx: Trx,
  engine: Engine,
  id: string,
  reason: string,
  principal: Principal,
): Promise<void> {
  await lockDraft(trx, id);
  const drafts = await draftsOf(trx, id);
  await engine.apply(
    trx,
    drafts.map((payout) => messageTo(payoutMachine, payout, { type: 'drop' }, { by: principal.by, reason })),
  );
  await queryPrepared(trx, 'UPDATE payout_runs SET withdrawn_at = now(), withdrawn_by = $2 WHERE id = $1', [
    id,
    principal.by,
  ]);
  await audit(trx, principal, [
    {
      what: 'payoutRun.withdraw',
      subject: id,
      reason,
      before: { state: 'draft', payouts: drafts.length },
      after: { state: 'withdrawn' },
    },
  ]);
}

/** A run that waits for its approval, locked. @throws Problem `not_found`, `transition_refused` */
export async function lockDraft(trx: Trx, id: string) {
  const run = await lockRun(trx, id);
  if (run.approved_at !== null || run.withdrawn_at !== null)
    throw new Problem(
      'transition_refused',
      run.approved_at === null ? 'This run was withdrawn.' : 'This run was approved already.',
      { accepts: [] },
    );
  return run;
}

export const draftsOf = async (trx: Trx, runId: string): Promise<string[]> => {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM payouts WHERE run_id = $1 AND state = 'draft' ORDER BY id`,
    [runId],
  );
  return rows.map(({ id }) => id);
};
