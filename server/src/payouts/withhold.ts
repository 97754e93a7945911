/**
 * Backup withholding, when a run of payouts is made: of each consignor's orders that the run is to pay, 24 % of what fans paid are
 * kept for the IRS. One transaction of the books for each consignor and run; its entry of their account is a line of the payout.
 */

import { marketplaceCurrency } from '@holdfast/shared/money';
import { type WithholdingReason, withheldOf } from '@holdfast/shared/payouts';
import { federalThreshold } from '@holdfast/shared/taxForms';
import { owedTo, post, withheldTaxes } from '../ledger/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { isHeldBack } from './holds.ts';
import { openOrders } from './openOrders.ts';

interface Row {
  consignor_id: string;
  reservation_id: string;
  why: WithholdingReason;
  /** What the order gives the consignor now. */
  amount: number;
  gross: number;
}

interface Subject {
  consignor_id: string;
  why: WithholdingReason;
}

/**
 * Those of these consignors from whom tax is withheld above the threshold, and why. Where the settings don't ask for tax data nobody is
 * without a number by their own doing. Not exempt payees of codes 1 to 4, nor foreign persons with a valid Form W-8.
 */
const subjectsAmong = (trx: Trx, consignorIds: readonly string[]): Promise<Subject[]> =>
  queryPrepared<Subject>(
    trx,
    `SELECT t.consignor_id, CASE WHEN t.missing IS NOT NULL THEN 'noNumber' ELSE 'notice' END AS why FROM taxpayers_standing t
     WHERE t.consignor_id = ANY($1::text[])
       AND (t.missing IS NOT NULL AND t.limit_amount IS NOT NULL OR t.kind = 'w9' AND (t.is_subject OR EXISTS (
         SELECT FROM payout_withholding_notices n WHERE n.consignor_id = t.consignor_id)))
       AND NOT (t.kind IS NOT DISTINCT FROM 'w9' AND coalesce(t.exempt_code, '') IN ('1', '2', '3', '4'))`,
    [consignorIds],
  );

/** SQL of `subject`: consignors $2 with the reasons $3 who are above the federal threshold of this calendar year. */
const subject = `gross_lines AS (
    SELECT r.root AS consignor_id, g.reservation_id, g.gross_amount, g.is_payment, coalesce(s.at, g.at) AS at
    FROM reservations_gross g JOIN roots r ON r.id = g.consignor_id
    LEFT JOIN ledger_postings s ON g.kind = 'sale' AND s.reservation_id = g.reservation_id AND s.account = 'stripe' AND s.kind = 'sale'
    WHERE g.currency = 'USD' AND (g.kind = 'replacement' OR s.at IS NOT NULL)
  ), subject AS (
    SELECT a.consignor_id, a.why FROM unnest($2::text[], $3::text[]) AS a (consignor_id, why)
    JOIN gross_lines g ON g.consignor_id = a.consignor_id
    WHERE g.at >= stats_day_start(date_trunc('year', stats_day(now())::timestamp)::date)
    GROUP BY a.consignor_id, a.why
    HAVING sum(g.gross_amount) > ${federalThreshold.amount} AND count(DISTINCT g.reservation_id) FILTER (WHERE g.is_payment) >= ${federalThreshold.transactions}
  )`;

/** What some consignors' orders of the run give, and what fans paid for them, of which nothing is withheld yet. */
const ordersToWithhold = (trx: Trx, subjects: readonly Subject[], minimum: number): Promise<Row[]> =>
  queryPrepared<Row>(
    trx,
    `WITH RECURSIVE ${openOrders({ among: '$2::text[]' })}, ${subject}, due AS (
       SELECT consignor_id, sum(amount)::bigint AS amount FROM judged WHERE reason IS NULL AND currency = 'USD'
       GROUP BY consignor_id HAVING sum(amount) >= $1
     )
     SELECT j.consignor_id, j.reservation_id, s.why, j.amount, sum(g.gross_amount)::bigint AS gross
     FROM judged j JOIN subject s ON s.consignor_id = j.consignor_id JOIN due d ON d.consignor_id = j.consignor_id
     JOIN gross_lines g ON g.consignor_id = j.consignor_id AND g.reservation_id = j.reservation_id
     WHERE j.reason IS NULL AND j.currency = 'USD' AND j.amount > 0 AND NOT ${isHeldBack('d.consignor_id', 'd.amount')}
       AND NOT EXISTS (SELECT FROM payout_withheld_orders o JOIN payout_withholdings w ON w.id = o.withholding_id
         JOIN roots r ON r.id = w.consignor_id
         WHERE o.reservation_id = j.reservation_id AND r.root = j.consignor_id AND w.returned_at IS NULL)
     GROUP BY j.consignor_id, j.reservation_id, j.key, s.why, j.amount ORDER BY j.consignor_id, j.reservation_id`,
    [minimum, subjects.map(({ consignor_id }) => consignor_id), subjects.map(({ why }) => why)],
  );

/**
 * Withholds what the law says from those of these consignors whom the run would pay. The caller holds the lock of payouts.
 * @returns from how many, and the sum, US cents
 */
export async function withholdTax(
  trx: Trx,
  consignorIds: readonly string[],
  minimum: number,
  principal: Principal,
): Promise<{ withholdings: number; withheldAmount: number }> {
  const subjects = marketplaceCurrency === 'USD' ? await subjectsAmong(trx, consignorIds) : [];
  if (subjects.length === 0) return { withholdings: 0, withheldAmount: 0 };
  const rows = await ordersToWithhold(trx, subjects, minimum);
  const made = [...Map.groupBy(rows, ({ consignor_id }) => consignor_id)].map(([consignorId, orders]) => {
    // Never more than the order gives: what fans got back isn't there to withhold from.
    const each = orders.map(({ reservation_id, gross, amount }) => ({
      reservationId: reservation_id,
      gross,
      amount: Math.min(withheldOf(gross), amount),
    }));
    const sum = (of: 'gross' | 'amount') => each.reduce((total, order) => total + order[of], 0);
    const why = orders[0]?.why ?? 'noNumber';
    return {
      id: newId('withholding'),
      consignorId,
      why,
      orders: each,
      gross: sum('gross'),
      amount: sum('amount'),
    };
  });
  if (made.length > 0) await book(trx, made, principal);
  return { withholdings: made.length, withheldAmount: made.reduce((sum, { amount }) => sum + amount, 0) };
}

interface Made {
  id: string;
  consignorId: string;
  why: WithholdingReason;
  gross: number;
  amount: number;
  orders: Array<{ reservationId: string; gross: number; amount: number }>;
}

async function book(trx: Trx, made: readonly Made[], { by }: Principal): Promise<void> {
  const at = await instantOf(trx);
  const transactions = await post(
    trx,
    made.map(({ id, consignorId, amount }) => ({
      kind: 'backupWithholding' as const,
      cause: id,
      reservationId: null,
      paymentId: null,
      currency: 'USD',
      at,
      entries: [
        { account: owedTo(consignorId), amount },
        { account: withheldTaxes, amount: -amount },
      ],
    })),
  );
  const withholdings = records(
    made.map(({ id, consignorId, why, gross, amount }, nth) => ({
      id,
      consignorId,
      why,
      gross,
      amount,
      transactionId: transactions[nth] ?? '',
    })),
    {
      id: 'text',
      consignorId: 'text',
      why: 'text',
      gross: 'bigint',
      amount: 'bigint',
      transactionId: 'text',
    },
    { parameter: 3 },
  );
  await queryPrepared(
    trx,
    `INSERT INTO payout_withholdings (id, consignor_id, why, gross_amount, amount, transaction_id, at, by)
     SELECT n.*, $1::timestamptz, $2 FROM ${withholdings.from}`,
    [at, by, withholdings.value],
  );
  const orders = records(
    made.flatMap(({ id, orders: each }) => each.map((order) => ({ withholdingId: id, ...order }))),
    { withholdingId: 'text', reservationId: 'text', gross: 'bigint', amount: 'bigint' },
  );
  await queryPrepared(
    trx,
    `INSERT INTO payout_withheld_orders (withholding_id, reservation_id, gross_amount, amount) SELECT n.* FROM ${orders.from}`,
    [orders.value],
  );
}
