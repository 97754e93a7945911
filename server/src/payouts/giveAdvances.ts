/**
 * Gives advances when a run of payouts is made: of each order whose tickets are delivered and whose event is ahead, what the rule
 * says. An advance is a transaction of the books with two entries of the consignor's account that sum to zero: the first is
 * paid by the run, the second is left off what the order gives after its event. Nothing that is owed changes by it, and where the
 * sale is refunded or lost the second entry is the claim.
 */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { type AdvanceStanding, advanceOf, advanceRuleOn, judgeAdvances } from '@holdfast/shared/payouts';
import { owedTo, post } from '../ledger/index.ts';
import { instantOf } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { marketToday } from '../stats/index.ts';
import { advancesAreOn } from './advanceSettings.ts';
import { openOrders } from './openOrders.ts';
import { figuresOf } from './readAdvances.ts';

interface Delivered {
  consignor_id: string;
  reservation_id: string;
  /** What is owed for the order, minor units. */
  amount: number;
}

interface Advance extends Delivered {
  id: string;
  advance: number;
  outstanding: number;
  standing: AdvanceStanding;
}

/**
 * Gives some consignors what the rule says, the next events first. The caller holds the lock of payouts.
 * @returns how many and their sum, minor units of the marketplace's currency
 */
export async function giveAdvances(
  trx: Trx,
  consignorIds: readonly string[],
  principal: Principal,
): Promise<{ advances: number; advanced: number }> {
  const advances = (await advancesAreOn(trx)) ? await decide(trx, consignorIds) : [];
  if (advances.length > 0) await book(trx, advances, principal);
  return { advances: advances.length, advanced: advances.reduce((sum, { advance }) => sum + advance, 0) };
}

/** Orders that wait for their event alone, all of whose tickets are delivered, and of which nothing was advanced yet. */
const delivered = (trx: Trx, consignorIds: readonly string[]): Promise<Delivered[]> =>
  queryPrepared<Delivered>(
    trx,
    `WITH RECURSIVE ${openOrders({ among: '$2::text[]' })}
     SELECT j.consignor_id, j.reservation_id, j.amount FROM judged j
     WHERE j.reason = 'early' AND j.currency = $1 AND j.starts_at > now()
       AND NOT EXISTS (SELECT FROM payout_advances a WHERE a.reservation_id = j.reservation_id
         AND a.consignor_id IN (SELECT r.id FROM roots r WHERE r.root = j.consignor_id))
       AND (SELECT bool_and(delivery_is_delivered(d.state)) FROM deliveries_made d JOIN roots r ON r.id = d.consignor_id
         WHERE d.reservation_id = j.reservation_id AND r.root = j.consignor_id AND d.state NOT IN ('replaced', 'refunded'))
     ORDER BY j.starts_at, j.reservation_id`,
    [marketplaceCurrency, consignorIds],
  );

async function decide(trx: Trx, consignorIds: readonly string[]): Promise<Advance[]> {
  const today = await marketToday(trx);
  const rule = advanceRuleOn(today);
  const orders = rule ? await delivered(trx, consignorIds) : [];
  if (!rule || orders.length === 0) return [];
  const figures = await figuresOf(
    trx,
    [...new Set(orders.map(({ consignor_id }) => consignor_id))],
    rule.windowDays,
  );
  return orders.flatMap((order) => {
    const known = figures.get(order.consignor_id);
    const standing = known && judgeAdvances(today, known, marketplaceCurrency);
    if (!known || !standing?.tier || standing.bar !== null) return [];
    const advance = advanceOf(order.amount, standing.tier, standing.left);
    if (advance <= 0) return [];
    const { outstanding } = known;
    // What is given counts for the consignor's next order.
    figures.set(order.consignor_id, { ...known, outstanding: outstanding + advance });
    return [{ ...order, id: newId('advance'), advance, outstanding, standing }];
  });
}

async function book(trx: Trx, advances: readonly Advance[], { by }: Principal): Promise<void> {
  const at = await instantOf(trx);
  const transactions = await post(
    trx,
    advances.map(({ id, consignor_id, reservation_id, advance }) => ({
      kind: 'advance',
      cause: id,
      reservationId: reservation_id,
      paymentId: null,
      currency: marketplaceCurrency,
      at,
      entries: [
        { account: owedTo(consignor_id), amount: -advance },
        { account: owedTo(consignor_id), amount: advance },
      ],
    })),
  );
  const { from, value } = records(
    advances.map(({ id, consignor_id, reservation_id, amount, advance, outstanding, standing }, index) => ({
      id,
      consignorId: consignor_id,
      reservationId: reservation_id,
      amount: advance,
      proceeds: amount,
      ruleFrom: standing.ruleFrom,
      tier: standing.tier?.name ?? '',
      advanceBps: standing.tier?.advanceBps ?? 0,
      limit: standing.tier?.limit ?? 0,
      outstanding,
      figures: standing.figures,
      transactionId: transactions[index] ?? '',
    })),
    {
      id: 'text',
      consignorId: 'text',
      reservationId: 'text',
      amount: 'bigint',
      proceeds: 'bigint',
      ruleFrom: 'date',
      tier: 'text',
      advanceBps: 'integer',
      limit: 'bigint',
      outstanding: 'bigint',
      figures: 'jsonb',
      transactionId: 'text',
    },
    { parameter: 3 },
  );
  await queryPrepared(
    trx,
    `INSERT INTO payout_advances (id, consignor_id, reservation_id, amount, proceeds_amount, rule_from, tier, advance_bps, limit_amount,
       outstanding_amount, figures, transaction_id, at, by) SELECT n.*, $1::timestamptz, $2 FROM ${from}`,
    [at, by, value],
  );
}
