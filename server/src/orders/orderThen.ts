/** An order as its fan's page had it at an instant: replayed from the logs of its machines. */
import type { DeliveryState } from '@holdfast/shared/deliveries';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import type { Reservation, ReservationItem, ReservationState } from '@holdfast/shared/reservations';
import { breakCauseForFan } from '@holdfast/shared/reservations';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { eventThen } from '../eventChanges/index.ts';
import { fanPaymentOf } from '../payments/index.ts';
import { type ActorThen, actorsThen, type Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { linesThen, type ReservationRow } from '../reservations/index.ts';
import { presentOrder } from './presentOrders.ts';

/** The order, and every actor of it as it stood. */
export interface OrderThen {
  order: Reservation;
  actors: ActorThen[];
}

/**
 * @param row of the reservation, as it stands
 * @param at ISO instant, not before the hold
 */
export async function orderThen(
  trx: Trx,
  engine: Engine,
  row: ReservationRow,
  at: string,
): Promise<OrderThen> {
  const now = await presentOrder(trx, engine, row);
  const parts = await partsOf(trx, row.id);
  const then = await actorsThen(trx, engine, [row.id, ...parts.map(({ id }) => id)], at);
  const hold = then.get(row.id);
  if (!hold) return { order: now, actors: [] };
  const { broken, deadlinePassed } = engine.contextOf(reservationMachine, hold);
  const timeline = now.timeline.filter((entry) => entry.at <= at);
  const isPast = (instant: string | null) => instant !== null && instant <= at;
  const payment = parts.filter(({ id, type }) => type === 'payment' && then.has(id)).at(-1);
  const order: Reservation = {
    ...now,
    state: hold.state as ReservationState,
    version: hold.version,
    event: await eventThen(trx, now.event, at),
    items: await itemsThen(trx, now, parts, then, at),
    paidAt: isPast(now.paidAt) ? now.paidAt : null,
    emailedAt: isPast(now.emailedAt) ? now.emailedAt : null,
    moveChoice: null,
    serverNow: at,
    broken: broken && breakCauseForFan(broken),
    seatsChanged: hold.state === 'paid' || hold.state === 'refunded' ? now.seatsChanged : null,
    deadlinePassed,
    payment: payment ? paymentThen(engine, row, payment.id, then) : null,
    timeline,
  };
  return { order, actors: [...then.values()] };
}

interface Part {
  id: string;
  type: string;
  listing_id: string | null;
}

/** Payments, refunds, disputes and deliveries of a reservation, each kind oldest first. */
function partsOf(trx: Trx, reservationId: string): Promise<Part[]> {
  return queryPrepared<Part>(
    trx,
    `SELECT 'payment' AS type, id, NULL AS listing_id FROM payments_charges WHERE reservation_id = $1
     UNION ALL SELECT 'refund', id, NULL FROM payments_refunds WHERE reservation_id = $1
     UNION ALL SELECT 'dispute', id, NULL FROM payments_disputes WHERE reservation_id = $1
     UNION ALL SELECT 'delivery', id, listing_id FROM deliveries_made WHERE reservation_id = $1
     ORDER BY type, id`,
    [reservationId],
  );
}

/** Without what lets a browser finish a payment at the bank. */
function paymentThen(
  engine: Engine,
  { id: reservationId, currency }: ReservationRow,
  id: string,
  then: ReadonlyMap<string, ActorThen>,
): Reservation['payment'] {
  const actor = then.get(id) as ActorThen;
  const { amount } = engine.contextOf(paymentMachine, actor);
  const payment = fanPaymentOf(engine, {
    ...actor,
    reservation_id: reservationId,
    amount,
    currency,
    created_at: actor.createdAt,
  });
  return { ...payment, clientSecret: null, nextActionUrl: null };
}

/** The lines with the seats, the tickets and the deliveries that they had. */
async function itemsThen(
  trx: Trx,
  { id, items }: Reservation,
  parts: readonly Part[],
  then: ReadonlyMap<string, ActorThen>,
  at: string,
): Promise<ReservationItem[]> {
  const lines = await linesThen(trx, [id], at);
  const bought = await queryPrepared<{ line_listing_id: string; listing_id: string }>(
    trx,
    'SELECT line_listing_id, listing_id FROM reservations_current_lines WHERE reservation_id = $1',
    [id],
  );
  const state = then.get(id)?.state;
  const refunded = await refundedThen(trx, id, at);
  return items.map((item) => {
    const lineId = bought.find(({ listing_id }) => listing_id === item.listingId)?.line_listing_id;
    const line = lines.find(({ boughtListingId }) => boughtListingId === lineId);
    const delivery = parts.find(
      ({ type, listing_id }) => type === 'delivery' && listing_id === line?.listingId,
    );
    const stood = delivery && then.get(delivery.id);
    return {
      ...item,
      seats: line?.seats ?? item.seats,
      tickets: ticketsThen(item, state, refunded),
      tracking: item.tracking && stood ? { ...item.tracking, state: stood.state as DeliveryState } : null,
    };
  });
}

function ticketsThen(
  { tickets }: ReservationItem,
  state: string | undefined,
  refunded: ReadonlySet<string>,
): ReservationItem['tickets'] {
  if (state !== 'paid' && state !== 'refunded') return [];
  return tickets.map((ticket) => ({
    ...ticket,
    state: state === 'refunded' || refunded.has(ticket.id) ? 'refunded' : 'sold',
  }));
}

async function refundedThen(trx: Trx, reservationId: string, at: string): Promise<Set<string>> {
  const rows = await queryPrepared<{ ids: string[] }>(
    trx,
    `SELECT payload -> 'ticketIds' AS ids FROM platform_transition_log
     WHERE actor_id = $1 AND message = 'ticketsRefunded' AND at <= $2::timestamptz`,
    [reservationId, at],
  );
  return new Set(rows.flatMap(({ ids }) => ids));
}
