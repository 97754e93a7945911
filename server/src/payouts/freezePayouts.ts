/** Freezes what some consignors may be paid now: the lines of a payout for each of them, and the payouts. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { payoutMachine } from '@holdfast/shared/payouts/machines';
import { type Engine, instantOf } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { isHeldBack } from './holds.ts';
import { openOrders } from './openOrders.ts';

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

/** Writes the lines of each consignor's payout and sums them in one statement, so that lines and sums are of one instant. */
const freezeLines = (trx: Trx, consignorIds: readonly string[], minimum: number): Promise<ConsignorSum[]> =>
  queryPrepared<ConsignorSum>(
    trx,
    `WITH RECURSIVE ${openOrders({ among: '$3::text[]' }, { named: true })}, payable AS (
       SELECT consignor_id, unnest(transaction_ids) AS transaction_id, unnest(line_numbers) AS line, unnest(line_amounts) AS amount
       FROM judged WHERE is_payable AND currency = $1
     ), summed AS (
       SELECT consignor_id, sum(amount)::bigint AS amount, array_agg(transaction_id) AS transaction_ids, array_agg(line) AS line_numbers,
         array_agg(amount) AS line_amounts
       FROM payable GROUP BY consignor_id HAVING sum(amount) >= $2
     ), due AS (
       SELECT d.*, n.payout_id FROM summed d JOIN unnest($3::text[], $4::text[]) AS n (consignor_id, payout_id)
         ON n.consignor_id = d.consignor_id WHERE NOT ${isHeldBack('d.consignor_id', 'd.amount')}
     ), frozen AS (
       INSERT INTO payout_lines (payout_id, transaction_id, line, amount)
       SELECT payout_id, unnest(transaction_ids), unnest(line_numbers), unnest(line_amounts) FROM due
       RETURNING payout_id, amount
     )
     SELECT d.payout_id, d.consignor_id, f.amount
     FROM (SELECT payout_id, sum(amount)::bigint AS amount FROM frozen GROUP BY payout_id) f JOIN due d ON d.payout_id = f.payout_id
     ORDER BY d.payout_id`,
    [marketplaceCurrency, minimum, consignorIds, consignorIds.map(() => newId('payout'))],
  );

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
