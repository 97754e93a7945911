/** Freezes what some consignors may be paid now: the lines of a payout for each of them, and the payouts. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { type Engine, instantOf } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { isHeldBack } from './holds.ts';
import { payableLines } from './openOrders.ts';

interface ConsignorSum {
  payout_id: string;
  consignor_id: string;
  amount: number;
}

interface Part {
  runId: string;
  consignorIds: readonly string[];
  /** Minor units: who is owed less is left out. */
  minimum: number;
  by: string;
}

/** Writes payouts with their lines; who may not be paid gets none. The caller holds the lock of payouts. */
export async function freezePayouts(
  trx: Trx,
  engine: Engine,
  { runId, consignorIds, minimum, by }: Part,
): Promise<void> {
  const sums = await freezeLines(trx, consignorIds, minimum);
  await createPayouts(trx, engine, sums, { runId, at: await instantOf(trx), by });
}

/**
 * Writes the lines of each consignor's payout and sums them in one statement, so that lines and sums are of one instant. Whether somebody is
 * held back is asked once for each.
 */
async function freezeLines(
  trx: Trx,
  consignorIds: readonly string[],
  minimum: number,
): Promise<ConsignorSum[]> {
  const payees = new Map(consignorIds.map((consignorId) => [newId('payout'), consignorId]));
  const rows = await queryPrepared<Omit<ConsignorSum, 'consignor_id'>>(
    trx,
    `WITH RECURSIVE ${payableLines({ among: '$3::text[]', payouts: '$4::text[]' }, '$1')}, summed AS (
       SELECT p.*, sum(amount) OVER each AS due, row_number() OVER each AS nth FROM payable p WINDOW each AS (PARTITION BY consignor_id)
     ), due AS (
       SELECT d.*, bool_or(nth = 1 AND ${isHeldBack('d.consignor_id', 'd.due')}) OVER (PARTITION BY consignor_id) AS is_held FROM summed d WHERE due >= $2
     ), frozen AS (
       INSERT INTO payout_lines (payout_id, transaction_id, line, amount, kind, reservation_id, event_id)
       SELECT payout_id, transaction_id, line, amount, kind, reservation_id, event_id FROM due WHERE NOT is_held
       RETURNING payout_id, amount
     )
     SELECT payout_id, sum(amount)::bigint AS amount FROM frozen GROUP BY payout_id ORDER BY payout_id`,
    [marketplaceCurrency, minimum, [...payees.values()], [...payees.keys()]],
  );
  return rows.map((row) => ({ ...row, consignor_id: payees.get(row.payout_id) as string }));
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
  if (made.length === 0) return;
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
