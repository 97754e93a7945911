/** What a payment's outcome does to the reservation and to the books. All inside the payment's own transaction. */

import type { PaymentContext } from '@holdfast/shared/payments/machines';
import type { ReservationContext } from '@holdfast/shared/reservations/machines';
import { atStripe, disputed, type Posting, post, unclaimed } from '../ledger/index.ts';
import type { ActionCall, Engine, FollowUp } from '../platform/actors/index.ts';
import { run, type Trx } from '../platform/db/index.ts';
import { setAttention } from '../reservations/index.ts';
import { countRefunds } from '../stats/index.ts';
import { canReclaim } from '../tickets/index.ts';
import { openRefund } from './openRefund.ts';
import { splitRefund } from './splitRefund.ts';

interface ReservationRow {
  id: string;
  state: string;
  snapshot: { context: Pick<ReservationContext, 'paymentId' | 'broken'> };
}

const contextOf = (call: ActionCall) => call.context as unknown as PaymentContext;

async function reservationsOf(trx: Trx, calls: ActionCall[]): Promise<Map<string, ReservationRow>> {
  const rows = await run<ReservationRow>(
    trx,
    'SELECT id, state, snapshot FROM reservations WHERE id = ANY($1::text[])',
    [calls.map((call) => contextOf(call).reservationId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const waitsFor = (reservation: ReservationRow | undefined, paymentId: string) =>
  reservation?.state === 'pending.paying' && reservation.snapshot.context.paymentId === paymentId;

const isBroken = (reservation: ReservationRow | undefined) =>
  reservation !== undefined && reservation.snapshot.context.broken !== null;

/** Capture while the reservation holds its tickets and nobody broke the hold, else give the authorisation back. */
export async function captureOrVoid(trx: Trx, calls: ActionCall[]): Promise<FollowUp[]> {
  const reservations = await reservationsOf(trx, calls);
  return calls.map((call) => {
    const reservation = reservations.get(contextOf(call).reservationId);
    const holds = waitsFor(reservation, call.actorId) && !isBroken(reservation);
    return { id: call.actorId, message: { type: holds ? 'capture' : 'void' }, causedBy: call };
  });
}

/**
 * The money is ours: the order is paid. Came it too late, the same tickets are taken again where they are free, and
 * where they are gone all of it goes back by itself. So it does where staff broke the hold while the bank was asked.
 */
export async function settleCapture(trx: Trx, calls: ActionCall[]): Promise<FollowUp[]> {
  const reservations = await reservationsOf(trx, calls);
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { reservationId } = contextOf(call);
    const reservation = reservations.get(reservationId);
    const message = { paymentId: call.actorId };
    if (waitsFor(reservation, call.actorId)) {
      follow.push({ id: reservationId, message: { type: 'paymentCaptured', ...message }, causedBy: call });
      if (isBroken(reservation))
        follow.push(await giveBack(trx, call, `Staff broke the hold of ${reservationId} while it was paid`));
    } else if (isOver(reservation) && !isBroken(reservation) && (await canReclaim(trx, reservationId))) {
      follow.push({ id: reservationId, message: { type: 'reclaim', ...message }, causedBy: call });
    } else {
      const why = `Paid after ${reservationId} had ended, and its tickets were gone`;
      follow.push(await giveBack(trx, call, why));
    }
  }
  return follow;
}

const isOver = (reservation: ReservationRow | undefined) =>
  reservation !== undefined && ['expired', 'cancelled', 'failed'].includes(reservation.state);

async function giveBack(trx: Trx, call: ActionCall, why: string): Promise<FollowUp> {
  const { amount } = contextOf(call);
  await post(trx, [
    {
      ...postingOf(call, 'lateCapture'),
      entries: [
        { account: atStripe, amount },
        { account: unclaimed, amount: -amount },
      ],
    },
  ]);
  return { id: call.actorId, message: { type: 'refund', amount, why }, causedBy: call };
}

/** A refund of its own, on its way at once. */
export async function sendRefunds(trx: Trx, calls: ActionCall[], engine: Engine): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const refundId = await openRefund(trx, engine, {
      paymentId: call.actorId,
      amount: Number(call.message.amount),
      currency: contextOf(call).currency,
      reason: String(call.message.why),
      at: call.at,
      by: call.by,
    });
    follow.push({ id: refundId, message: { type: 'send' }, causedBy: call });
  }
  return follow;
}

function postingOf(call: ActionCall, kind: Posting['kind']): Omit<Posting, 'entries'> {
  const { reservationId, currency } = contextOf(call);
  return {
    kind,
    cause: `${call.actorId}/${call.version}`,
    reservationId,
    paymentId: call.actorId,
    currency,
    at: call.at,
  };
}

export async function tellFailed(_trx: Trx, calls: ActionCall[]): Promise<FollowUp[]> {
  return calls.map((call) => ({
    id: contextOf(call).reservationId,
    message: { type: 'paymentFailed', paymentId: call.actorId },
    causedBy: call,
    // A reservation that ended without this payment doesn't wait for it.
    mayBeRefused: true,
  }));
}

/** Posts what went back, each side bearing its part, and ends the order when all of it did. */
export async function settleRefund(trx: Trx, calls: ActionCall[]): Promise<FollowUp[]> {
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { reservationId, refundedAmount, amount: paid } = contextOf(call);
    const amount = Number(call.message.amount);
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
      follow.push({
        id: reservationId,
        message: { type: 'refunded', paymentId: call.actorId },
        causedBy: call,
        mayBeRefused: true,
      });
  }
  return follow;
}

/** The bank returned a refund: the books take it back as it was posted. The order stays refunded until it is sent again. */
export async function settleReturn(trx: Trx, calls: ActionCall[]): Promise<void> {
  for (const call of calls) {
    const { reservationId, refundedAmount } = contextOf(call);
    const amount = Number(call.message.amount);
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
  return run<{ account: string; amount: number }>(
    trx,
    `SELECT e.account, e.amount FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
     WHERE t.payment_id = $1 AND t.kind = 'sale' AND e.amount < 0 ORDER BY e.line`,
    [paymentId],
  );
}

export async function postDispute(trx: Trx, calls: ActionCall[]): Promise<void> {
  await post(
    trx,
    calls.map((call) => {
      const amount = Number(call.message.amount);
      const entries = [
        { account: disputed, amount },
        { account: atStripe, amount: -amount },
      ];
      return { ...postingOf(call, 'dispute'), entries };
    }),
  );
  await setAttention(
    trx,
    calls.map((call) => contextOf(call).reservationId),
    'The fan’s bank disputes the payment',
  );
}

export async function postDisputeWon(trx: Trx, calls: ActionCall[]): Promise<void> {
  await post(
    trx,
    calls.map((call) => {
      const amount = Number(call.message.amount);
      const entries = [
        { account: atStripe, amount },
        { account: disputed, amount: -amount },
      ];
      return { ...postingOf(call, 'disputeWon'), entries };
    }),
  );
  await setAttention(
    trx,
    calls.map((call) => contextOf(call).reservationId),
    null,
  );
}
