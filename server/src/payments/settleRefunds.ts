/** Refunds of a payment: sent, done, or returned by the bank; within the payment's transaction. */
import { refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { atStripe, paidElsewhere, post, unclaimed } from '../ledger/index.ts';
import { type Engine, type FollowUp, followUp } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { countRefunds } from '../reservations/index.ts';
import { openRefund } from './openRefund.ts';
import { type Call, postingOf } from './posting.ts';
import { splitRefund } from './splitRefund.ts';

/** A refund of its own, on its way at once. */
export async function sendRefunds(
  trx: Trx,
  calls: Call<'openRefund'>[],
  engine: Engine,
): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const refundId = await openRefund(trx, engine, {
      paymentId: call.actorId,
      amount: call.params.amount,
      currency: call.context.currency,
      reason: call.params.why,
      at: call.at,
      by: call.by,
      stripeId: null,
    });
    follow.push(followUp(call, refundMachine, refundId, { type: 'send' }));
  }
  return follow;
}

/**
 * Posts what went back, each side bearing its part, and ends the order when all of it did. What a bank had returned, and what
 * was paid without a sale, was owed to the fan.
 */
export async function settleRefund(trx: Trx, calls: Call<'settleRefund'>[]): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { reservationId, refundedAmount, amount: paid } = call.context;
    const { amount, again, elsewhere } = call.params;
    const sale = await saleOf(trx, call.actorId);
    const borne = again || sale.length === 0 ? [] : await bornePartsOf(trx, call.actorId, sale, amount);
    const owed = amount - borne.reduce((sum, entry) => sum + entry.amount, 0);
    const entries = [
      ...borne,
      { account: unclaimed, amount: owed },
      { account: elsewhere ? paidElsewhere : atStripe, amount: -amount },
    ];
    await post(trx, [{ ...postingOf(call, sale.length === 0 ? 'lateRefund' : 'refund'), entries }]);
    if (sale.length === 0) continue;
    const [before, after] = [refundedAmount - amount, refundedAmount].map((sum) => Math.min(sum, paid));
    await countRefunds(trx, [{ reservationId, before: before ?? 0, after: after ?? 0, at: call.at }]);
    if (refundedAmount >= paid)
      follow.push(
        followUp(
          call,
          reservationMachine,
          reservationId,
          { type: 'refunded', paymentId: call.actorId },
          { mayBeRefused: true },
        ),
      );
  }
  return follow;
}

/**
 * The bank returned a refund: the money is at Stripe again, and owed to the fan. Nobody who bore a part of it gets that back:
 * the seats may have been sold again.
 */
export async function settleReturn(trx: Trx, calls: Call<'settleReturn'>[]): Promise<void> {
  for (const call of calls) {
    const { reservationId, refundedAmount, amount: paid } = call.context;
    const amount = call.params.amount;
    const [before, after] = [refundedAmount + amount, refundedAmount].map((sum) => Math.min(sum, paid));
    if ((await saleOf(trx, call.actorId)).length > 0)
      await countRefunds(trx, [{ reservationId, before: before ?? 0, after: after ?? 0, at: call.at }]);
    const entries = [
      { account: unclaimed, amount: -amount },
      { account: atStripe, amount },
    ];
    await post(trx, [{ ...postingOf(call, 'refundReturned'), entries }]);
  }
}

export interface SaleEntry {
  account: string;
  /** Minor units; below zero, a credit. */
  amount: number;
}

/** SQL: what was a consignor's is of the one that it was merged into, who has what was owed to it. */
const entriesNow = `ledger_postings e LEFT JOIN consignors_named m ON e.account = 'consignor:' || m.id AND m.merged_into IS NOT NULL`;
const accountNow = `coalesce('consignor:' || m.merged_into, e.account)`;

/**
 * What each side got of the sale that a payment paid for; none where it came too late. Where tickets were replaced since,
 * what each side has of it now: nothing is replaced once a part was refunded, so no refund was split otherwise.
 */
export async function saleOf(trx: Trx, paymentId: string): Promise<SaleEntry[]> {
  const rows = await queryPrepared<SaleEntry & { kind: string }>(
    trx,
    `SELECT ${accountNow} AS account, e.amount, e.kind FROM ${entriesNow}
     WHERE e.payment_id = $1 AND e.kind IN ('sale', 'replacement') AND e.account <> $2 ORDER BY e.at, e.transaction_id, e.line`,
    [paymentId, atStripe],
  );
  const sold = rows.map(({ account, amount }) => ({ account, amount }));
  if (rows.every(({ kind }) => kind === 'sale')) return sold;
  const sums = [...Map.groupBy(sold, ({ account }) => account)].map(([account, entries]) => ({
    account,
    amount: entries.reduce((sum, entry) => sum + entry.amount, 0),
  }));
  // Credits first: what replacements cost is split as a part below zero, which must not come before the others.
  return sums.filter(({ amount }) => amount !== 0).toSorted((a, b) => a.amount - b.amount);
}

/** What each side of a sale gives for a refund: never more than is left of the sale after those before it. */
export async function bornePartsOf(
  trx: Trx,
  paymentId: string,
  sale: SaleEntry[],
  amount: number,
): Promise<SaleEntry[]> {
  const [taken] = await queryPrepared<{ amount: number }>(
    trx,
    `SELECT coalesce(sum(e.amount), 0)::bigint AS amount FROM ${entriesNow}
     WHERE e.payment_id = $1 AND e.kind IN ('refund', 'refundReturned') AND ${accountNow} = ANY($2::text[])`,
    [paymentId, sale.map(({ account }) => account)],
  );
  const before = taken?.amount ?? 0;
  const parts = sale.map((entry) => -entry.amount);
  const left = parts.reduce((sum, part) => sum + part, 0) - before;
  const given = splitRefund(parts, before, Math.min(amount, left));
  return sale.map(({ account }, i) => ({ account, amount: given[i] ?? 0 }));
}
