/** Refunds of a payment: sent, done, or returned by the bank; within the payment's transaction. */
import { refundMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { atStripe, post, unclaimed } from '../ledger/index.ts';
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
    });
    follow.push(followUp(call, refundMachine, refundId, { type: 'send' }));
  }
  return follow;
}

/** Posts what went back, each side bearing its part, and ends the order when all of it did. */
export async function settleRefund(trx: Trx, calls: Call<'settleRefund'>[]): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { reservationId, refundedAmount, amount: paid } = call.context;
    const amount = call.params.amount;
    const sale = await saleOf(trx, call.actorId);
    if (sale.length === 0) {
      const entries = [
        { account: unclaimed, amount },
        { account: atStripe, amount: -amount },
      ];
      await post(trx, [{ ...postingOf(call, 'lateRefund'), entries }]);
      continue;
    }
    const parts = splitRefund(
      sale.map((entry) => -entry.amount),
      refundedAmount - amount,
      amount,
    );
    await post(trx, [
      {
        ...postingOf(call, 'refund'),
        entries: [
          ...sale.map((entry, i) => ({ account: entry.account, amount: parts[i] ?? 0 })),
          { account: atStripe, amount: -amount },
        ],
      },
    ]);
    await countRefunds(trx, [
      { reservationId, before: refundedAmount - amount, after: refundedAmount, at: call.at },
    ]);
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

/** The bank returned a refund: the books take it back as it was posted. The order stays refunded until it is sent again. */
export async function settleReturn(trx: Trx, calls: Call<'settleReturn'>[]): Promise<void> {
  for (const call of calls) {
    const { reservationId, refundedAmount } = call.context;
    const amount = call.params.amount;
    const sale = await saleOf(trx, call.actorId);
    if (sale.length > 0)
      await countRefunds(trx, [
        { reservationId, before: refundedAmount + amount, after: refundedAmount, at: call.at },
      ]);
    const entries =
      sale.length === 0
        ? [{ account: unclaimed, amount: -amount }]
        : splitRefund(
            sale.map((entry) => -entry.amount),
            refundedAmount,
            amount,
          ).map((part, i) => ({ account: sale[i]?.account ?? '', amount: -part }));
    await post(trx, [
      { ...postingOf(call, 'refundReturned'), entries: [...entries, { account: atStripe, amount }] },
    ]);
  }
}

/** The credits of the sale that a payment paid for; none where it came too late. */
function saleOf(trx: Trx, paymentId: string): Promise<Array<{ account: string; amount: number }>> {
  return queryPrepared<{ account: string; amount: number }>(
    trx,
    `SELECT account, amount FROM ledger_postings WHERE payment_id = $1 AND kind = 'sale' AND amount < 0 ORDER BY line`,
    [paymentId],
  );
}
