/** What the outcome of a payment does to its reservation and the ledger, within the payment's transaction. */

import { paymentMachine } from '@holdfast/shared/payments/machines';
import { type ReservationContext, reservationMachine } from '@holdfast/shared/reservations/machines';
import { atStripe, post, unclaimed } from '../ledger/index.ts';
import { type Engine, type FollowUp, followUp, hasTag, type Restored } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { endedByEvent, holdEndedByEvent, reacquirable } from '../reservations/index.ts';
import { type Call, postingOf } from './posting.ts';

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
  const late = calls.filter(({ context: { reservationId } }) => {
    const reservation = reservations.get(reservationId);
    return isOver(reservation) && !isBroken(reservation);
  });
  const again = await reacquirable(
    trx,
    late.map(({ context }) => context.reservationId),
  );
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
    } else if (again.has(reservationId)) {
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

/** The reservation learns that its payment failed: its fan may try another card. */
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
