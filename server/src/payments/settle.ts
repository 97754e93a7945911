/** What a payment's outcome does to the reservation and the ledger, within the payment's transaction. */

import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { type ReservationContext, reservationMachine } from '@holdfast/shared/reservations/machines';
import { atStripe, disputed, type Posting, post, unclaimed } from '../ledger/index.ts';
import {
  type ActionCall,
  type Engine,
  type FollowUp,
  followUp,
  hasTag,
  messageTo,
  type Restored,
} from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import {
  countRefunds,
  endedByEvent,
  holdEndedByEvent,
  mayReacquire,
  setAttention,
} from '../reservations/index.ts';
import { openRefund } from './openRefund.ts';
import { splitRefund } from './splitRefund.ts';

type Call<Name extends string = string> = ActionCall<typeof paymentMachine, Name>;
type Reservation = Restored<ReservationContext>;

function reservationsOf(trx: Trx, engine: Engine, calls: Call[]): Promise<Map<string, Reservation>> {
  return engine.read(
    trx,
    reservationMachine,
    calls.map((call) => call.context.reservationId),
  );
}

const waitsFor = (reservation: Reservation | undefined, paymentId: string) =>
  reservation !== undefined &&
  hasTag(reservationMachine, reservation.state, 'underway') &&
  reservation.context.paymentId === paymentId;

const isBroken = (reservation: Reservation | undefined) =>
  reservation !== undefined && reservation.context.broken !== null;

/**
 * Captures while the reservation holds its tickets, the hold isn't broken and the event takes place as sold; else voids the
 * authorization.
 */
export async function captureOrVoid(
  trx: Trx,
  calls: Call<'captureOrVoid'>[],
  engine: Engine,
): Promise<FollowUp[]> {
  const reservations = await reservationsOf(trx, engine, calls);
  const calledOff = await calledOffReservations(trx, calls);
  return calls.flatMap((call) => {
    const { reservationId } = call.context;
    const reservation = reservations.get(reservationId);
    const holds = waitsFor(reservation, call.actorId) && !isBroken(reservation);
    const words = holds ? calledOff.get(reservationId) : undefined;
    const next = followUp(call, paymentMachine, call.actorId, {
      type: holds && words === undefined ? 'capture' : 'void',
    });
    return words === undefined
      ? [next]
      : [followUp(call, reservationMachine, reservationId, endedByEvent(words)), next];
  });
}

/** Reservations whose event was canceled or postponed, with why for the fan. A start meanwhile lets the payment finish. */
async function calledOffReservations(trx: Trx, calls: Call[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; status: 'cancelled' | 'postponed' }>(
    trx,
    `SELECT r.id, e.status FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id
     WHERE r.id = ANY($1::text[]) AND e.status IN ('cancelled', 'postponed')`,
    [calls.map((call) => call.context.reservationId)],
  );
  return new Map(
    rows.map(({ id, status }) => [
      id,
      holdEndedByEvent[status === 'cancelled' ? 'event_canceled' : 'event_postponed'],
    ]),
  );
}

/**
 * The capture succeeded: the order is paid. A late capture takes the same tickets again where they are free; else
 * all of it is refunded automatically, as it is when staff broke the hold meanwhile.
 */
export async function settleCapture(
  trx: Trx,
  calls: Call<'settleCapture'>[],
  engine: Engine,
): Promise<FollowUp[]> {
  const reservations = await reservationsOf(trx, engine, calls);
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { reservationId } = call.context;
    const reservation = reservations.get(reservationId);
    const paymentId = call.actorId;
    if (waitsFor(reservation, call.actorId)) {
      follow.push(followUp(call, reservationMachine, reservationId, { type: 'paymentCaptured', paymentId }));
      if (isBroken(reservation))
        follow.push(
          await refundLateCapture(trx, call, `Staff broke the hold of ${reservationId} while it was paid`),
        );
    } else if (isOver(reservation) && !isBroken(reservation) && (await mayReacquire(trx, reservationId))) {
      follow.push(followUp(call, reservationMachine, reservationId, { type: 'reacquire', paymentId }));
    } else {
      const why = `Paid after ${reservationId} had ended, and its tickets were gone`;
      follow.push(await refundLateCapture(trx, call, why));
    }
  }
  return follow;
}

const isOver = (reservation: Reservation | undefined) =>
  reservation !== undefined && hasTag(reservationMachine, reservation.state, 'ended');

async function refundLateCapture(trx: Trx, call: Call, why: string): Promise<FollowUp> {
  const { amount } = call.context;
  await post(trx, [
    {
      ...postingOf(call, 'lateCapture'),
      entries: [
        { account: atStripe, amount },
        { account: unclaimed, amount: -amount },
      ],
    },
  ]);
  return followUp(call, paymentMachine, call.actorId, { type: 'refund', amount, why });
}

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

/**
 * Sends a payment what came of its disputes before it could answer. After the reservation's own message, so that what
 * staff see of the dispute stays.
 */
export async function sendKeptDisputes(_trx: Trx, calls: Call<'sendKeptDisputes'>[]): Promise<FollowUp[]> {
  return calls.flatMap(({ actorId, version, by, params: { kept } }) =>
    kept.map((message) => {
      const cause = `${actorId}/${version}/${message.type}/${message.disputeId}`;
      return { addressed: messageTo(paymentMachine, actorId, message, { by, cause }), mayBeRefused: true };
    }),
  );
}

function postingOf(call: Call, kind: Posting['kind']): Omit<Posting, 'entries'> {
  const { reservationId, currency } = call.context;
  return {
    kind,
    cause: `${call.actorId}/${call.version}`,
    reservationId,
    paymentId: call.actorId,
    currency,
    at: call.at,
  };
}

export async function notifyFailed(_trx: Trx, calls: Call<'notifyFailed'>[]): Promise<FollowUp[]> {
  return calls.map((call) =>
    followUp(
      call,
      reservationMachine,
      call.context.reservationId,
      { type: 'paymentFailed', paymentId: call.actorId },
      // A reservation that ended without this payment doesn't wait for it.
      { mayBeRefused: true },
    ),
  );
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

export async function postDispute(trx: Trx, calls: Call<'postDispute'>[]): Promise<void> {
  await post(
    trx,
    calls.map((call) => {
      const amount = call.params.amount;
      const entries = [
        { account: disputed, amount },
        { account: atStripe, amount: -amount },
      ];
      return { ...postingOf(call, 'dispute'), entries };
    }),
  );
  await setAttention(
    trx,
    calls.map((call) => call.context.reservationId),
    'The fan’s bank disputes the payment',
  );
}

export async function postDisputeWon(trx: Trx, calls: Call<'postDisputeWon'>[]): Promise<void> {
  await post(
    trx,
    calls.map((call) => {
      const amount = call.params.amount;
      const entries = [
        { account: atStripe, amount },
        { account: disputed, amount: -amount },
      ];
      return { ...postingOf(call, 'disputeWon'), entries };
    }),
  );
  await setAttention(
    trx,
    calls.map((call) => call.context.reservationId),
    null,
  );
}
