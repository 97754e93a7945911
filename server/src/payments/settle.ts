/** What the outcome of a payment does to its reservation and the ledger, within the payment's transaction. */

import { blockedWords } from '@holdfast/shared/blocks';
import { paymentMachine, refundableAmount } from '@holdfast/shared/payments/machines';
import { breakCauseForFan } from '@holdfast/shared/reservations';
import { type ReservationContext, reservationMachine } from '@holdfast/shared/reservations/machines';
import { atStripe, post, unclaimed } from '../ledger/index.ts';
import { type Engine, type FollowUp, followUp, hasTag, type Restored } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { endedByEvent, holdEndedByEvent, reacquirable } from '../reservations/index.ts';
import { blockedAmong } from './blockedCalls.ts';
import { cardsOver } from './cardLimit.ts';
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
 * Captures while the reservation holds its tickets, the hold isn't broken, the event takes place as sold, the buyer isn't
 * blocked and the card, of which Stripe tells with the authorization, isn't over its limit; else voids the authorization.
 */
export async function captureOrVoid(
  trx: Trx,
  calls: Call<'captureOrVoid'>[],
  engine: Engine,
): Promise<FollowUp[]> {
  const reservations = await reservationsOf(trx, engine, calls);
  const calledOff = await calledOffReservations(trx, calls);
  const blocked = await blockedAmong(trx, calls);
  const over = await cardsOver(
    trx,
    calls.map(({ actorId }) => actorId),
  );
  return calls.flatMap((call) => {
    const { reservationId } = call.context;
    const reservation = reservations.get(reservationId);
    const holds = waitsFor(reservation, call.actorId) && !isBroken(reservation);
    const words = holds ? calledOff.get(reservationId) : undefined;
    const decline = blocked.has(call.actorId)
      ? { code: 'buyer_blocked', message: blockedWords }
      : over.get(call.actorId);
    const isKept = holds && words === undefined && decline === undefined;
    const message = isKept
      ? ({ type: 'capture' } as const)
      : ({ type: 'void', ...(decline && { decline }) } as const);
    const next = followUp(call, paymentMachine, call.actorId, message);
    return words === undefined
      ? [next]
      : [followUp(call, reservationMachine, reservationId, endedByEvent(words)), next];
  });
}

/** What each reservation costs now, minor units. */
async function totalsOf(trx: Trx, calls: Call[]): Promise<Map<string, number>> {
  const rows = await queryPrepared<{ id: string; total_amount: number }>(
    trx,
    'SELECT id, total_amount FROM reservations_orders WHERE id = ANY($1::text[])',
    [calls.map(({ context }) => context.reservationId)],
  );
  return new Map(rows.map(({ id, total_amount }) => [id, total_amount]));
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
 * The capture succeeded: the order is paid. A late capture takes the same tickets again where they are free, or as good ones
 * of the same listing at the same price; else all of it is refunded automatically, as it is when the hold was broken or the event called off meanwhile.
 */
export async function settleCapture(
  trx: Trx,
  calls: Call<'settleCapture'>[],
  engine: Engine,
): Promise<FollowUp[]> {
  const reservations = await reservationsOf(trx, engine, calls);
  const calledOff = await calledOffReservations(trx, calls);
  const totals = await totalsOf(trx, calls);
  const late = calls.filter(({ context: { reservationId, amount } }) => {
    const reservation = reservations.get(reservationId);
    // A hold that was moved to other seats since has another price: that money goes back.
    if (totals.get(reservationId) !== amount) return false;
    return isOver(reservation) && !isBroken(reservation) && !calledOff.has(reservationId);
  });
  const again = await reacquirable(
    trx,
    late.map(({ context }) => context.reservationId),
  );
  const follow: FollowUp[] = [];
  for (const call of calls) {
    const { reservationId } = call.context;
    const reservation = reservations.get(reservationId);
    const words = calledOff.get(reservationId);
    if (waitsFor(reservation, call.actorId)) {
      follow.push(...(await settleInTime(trx, call, reservation as Reservation, words)));
    } else if (again.has(reservationId)) {
      const message = {
        type: 'reacquire',
        paymentId: call.actorId,
        moved: again.get(reservationId) ?? [],
      } as const;
      follow.push(followUp(call, reservationMachine, reservationId, message));
    } else {
      const cause = words ?? brokenWords(reservation) ?? 'its tickets were gone';
      // Of a broken hold, and of an event that was called off, its fan is told by others.
      if (words === undefined && !isBroken(reservation) && isOver(reservation)) await mailLate(trx, call);
      follow.push(...(await refundLateCapture(trx, call, `Paid after ${reservationId} had ended: ${cause}`)));
    }
  }
  return follow;
}

/** @param words why the event doesn't take place as sold; undefined: it does */
async function settleInTime(
  trx: Trx,
  call: Call<'settleCapture'>,
  reservation: Reservation,
  words: string | undefined,
): Promise<FollowUp[]> {
  const { reservationId } = call.context;
  const captured = followUp(call, reservationMachine, reservationId, {
    type: 'paymentCaptured',
    paymentId: call.actorId,
  });
  const cause = brokenWords(reservation) ?? words;
  if (cause === undefined) return [captured];
  // A method that is captured at once passed no `captureOrVoid`, so this is the first look at its event.
  const ended = isBroken(reservation)
    ? []
    : [followUp(call, reservationMachine, reservationId, endedByEvent(cause))];
  const why = `The hold ${reservationId} was ended while it was paid: ${cause}`;
  return [...ended, captured, ...(await refundLateCapture(trx, call, why))];
}

const isOver = (reservation: Reservation | undefined) =>
  reservation !== undefined && hasTag(reservationMachine, reservation.state, 'ended');

/** Why the hold was broken, as its fan reads it; undefined: it wasn't. */
function brokenWords(reservation: Reservation | undefined): string | undefined {
  const broken = reservation?.context.broken;
  return broken ? breakCauseForFan(broken) : undefined;
}

/** The fan may have closed the page long ago. */
const mailLate = (trx: Trx, call: Call) =>
  jobs.add(trx, [
    {
      task: 'notifications.mailLatePayment',
      payload: { reservationId: call.context.reservationId, paymentId: call.actorId },
      key: `latePayment/${call.actorId}`,
    },
  ]);

/** All that the bank doesn't hold in a dispute goes back: what it holds, it decides about. */
async function refundLateCapture(trx: Trx, call: Call, why: string): Promise<FollowUp[]> {
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
  const refundable = refundableAmount(call.context);
  if (refundable === 0) return [];
  return [followUp(call, paymentMachine, call.actorId, { type: 'refund', amount: refundable, why })];
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
