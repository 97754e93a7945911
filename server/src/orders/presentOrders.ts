/** An order as its fan, emails and support read it: a reservation with its payment and tickets. */
import type { CatalogEvent } from '@holdfast/shared/catalog';
import { deliveryText, type FanDelivery, wayOf } from '@holdfast/shared/deliveries';
import { breakCauseForFan, type Reservation, type ReservationItem } from '@holdfast/shared/reservations';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { eventsById } from '../catalog/index.ts';
import { type ListingsOffered, seatText } from '../listings/index.ts';
import { newestPayments } from '../payments/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import {
  loadReservation,
  type ReservationRow,
  type ReservationsCurrentLines,
  taxesOfOrders,
} from '../reservations/index.ts';
import { deliveriesOf } from './fanDeliveries.ts';
import { fanTimeline, type LogLine, movedText } from './fanTimeline.ts';
import { moveChoicesOf, presentChoice } from './moveChoices.ts';

interface ItemRow
  extends Pick<
      ReservationsCurrentLines,
      | 'reservation_id'
      | 'listing_id'
      | 'ticket_type'
      | 'seats'
      | 'quantity'
      | 'price_amount'
      | 'fee_amount'
      | 'fee_bps'
      | 'seen_amount'
    >,
    Pick<ListingsOffered, 'section' | 'row' | 'delivery_way' | 'in_hand_on' | 'disclosure'> {
  kind: ReservationItem['kind'];
  event_kind: string;
  bought: {
    section: string | null;
    row: string | null;
    seats: number[];
    ticket_type: string;
    quantity: number;
  } | null;
  tickets: Array<{
    id: string;
    seat: number | null;
    state: 'held' | 'sold' | 'refunded';
    code: string | null;
    /** As JSON writes it. */
    admittedAt: string | null;
    isSentOn: boolean;
  }> | null;
}

/**
 * Reservations with their items, tickets, newest payment and history, in the order of `rows`.
 * @param rows read in the same transaction
 * @param payerId the fan who reads; nobody else gets what lets a browser finish a payment at the bank: not support, and not
 *   who found the order by its code
 */
export async function presentOrders(
  trx: Trx,
  engine: Engine,
  rows: ReservationRow[],
  payerId: string | null = null,
): Promise<Reservation[]> {
  const ids = rows.map((row) => row.id);
  const events = await eventsById(
    trx,
    rows.map((row) => row.event_id),
  );
  const items = Map.groupBy(await loadItems(trx, ids), (item) => item.reservation_id);
  const payments = await newestPayments(trx, engine, ids);
  const deliveries = await deliveriesOf(trx, engine, ids);
  const orderOf = new Map([...deliveries].map(([line, { id }]) => [id, line.split(' ')[0] as string]));
  const choices = await moveChoicesOf(trx, ids);
  const taxes = await taxesOfOrders(trx, ids);
  const lines = await loadLog(trx, [...ids, ...orderOf.keys()]);
  const log = Map.groupBy(lines, ({ actor_id }) => orderOf.get(actor_id) ?? actor_id);
  const [clock] = await queryPrepared<{ at: Date }>(trx, 'SELECT clock_timestamp() AS at');
  return rows.map((row) => {
    const event = events.get(row.event_id) as CatalogEvent;
    const context = engine.contextOf(reservationMachine, row);
    return {
      id: row.id,
      code: row.code,
      state: row.state,
      version: row.version,
      event,
      items: (items.get(row.id) ?? []).map((item) => presentItem(item, row.currency, deliveries)),
      total: { amount: row.total_amount, currency: row.currency },
      taxes: (taxes.get(row.id) ?? []).map(({ name, jurisdiction, ratePpm, price, fee }) => ({
        name,
        jurisdiction,
        ratePpm,
        amount: { amount: price + fee, currency: row.currency },
      })),
      email: row.email,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      paidAt: row.paid_at?.toISOString() ?? null,
      moveChoice: presentChoice(choices.get(row.id), row, event.status),
      serverNow: (clock as { at: Date }).at.toISOString(),
      emailedAt: row.tickets_emailed_at?.toISOString() ?? null,
      broken: context.broken && breakCauseForFan(context.broken),
      seatsChanged: (log.get(row.id) ?? []).map(movedText).find((text) => text !== null) ?? null,
      deadlinePassed: context.deadlinePassed,
      payment: withoutSecrets(payments.get(row.id) ?? null, row.fan_id === payerId),
      timeline: fanTimeline(log.get(row.id) ?? [], event.venue.timeZone),
    };
  });
}

const withoutSecrets = (payment: Reservation['payment'], isPayer: boolean): Reservation['payment'] =>
  payment && (isPayer ? payment : { ...payment, clientSecret: null, nextActionUrl: null });

/** One order by its reservation's id. @throws Problem `not_found` */
export async function readOrder(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  reservationId: string,
): Promise<Reservation> {
  return inTransaction(db, async (trx) =>
    presentOrder(trx, engine, await loadReservation(trx, reservationId)),
  );
}

/** The same of one row. */
export async function presentOrder(
  trx: Trx,
  engine: Engine,
  row: ReservationRow,
  payerId: string | null = null,
): Promise<Reservation> {
  const [order] = await presentOrders(trx, engine, [row], payerId);
  return order as Reservation;
}

function presentItem(
  item: ItemRow,
  currency: string,
  deliveries: ReadonlyMap<string, FanDelivery>,
): ReservationItem {
  const allIn = item.price_amount + item.fee_amount;
  const tracking = deliveries.get(`${item.reservation_id} ${item.listing_id}`) ?? null;
  const way = tracking?.way ?? wayOf(item.event_kind, item.delivery_way);
  return {
    listingId: item.listing_id,
    kind: item.kind,
    ticketType: item.kind === 'generalAdmission' ? item.ticket_type : null,
    section: item.section,
    row: item.row,
    seats: item.seats,
    quantity: item.quantity,
    price: { amount: allIn, currency },
    priceParts: {
      price: { amount: item.price_amount, currency },
      fee: { amount: item.fee_amount, currency },
      feeBps: item.fee_bps,
    },
    seenPrice: item.seen_amount === null ? null : { amount: item.seen_amount, currency },
    total: { amount: allIn * item.quantity, currency },
    delivery: deliveryText(way, item.in_hand_on),
    way,
    tracking,
    disclosure: item.disclosure,
    insteadOf: item.bought && boughtText(item.bought),
    // A code of ours opens no other gate; that of a ticket which was sent on is the friend's.
    tickets: (item.tickets ?? []).map(({ code, admittedAt, ...ticket }) => ({
      ...ticket,
      code: way === 'gateCode' && !ticket.isSentOn ? code : null,
      admittedAt: admittedAt && new Date(admittedAt).toISOString(),
    })),
  };
}

const boughtText = ({
  section,
  row,
  seats,
  ticket_type,
  quantity,
}: NonNullable<ItemRow['bought']>): string =>
  section === null
    ? `${ticket_type}, ${quantity === 1 ? '1 ticket' : `${quantity} tickets`}`
    : `Section ${section}, row ${row}, ${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}`;

function loadItems(trx: Trx, ids: string[]): Promise<ItemRow[]> {
  return queryPrepared<ItemRow>(
    trx,
    `SELECT i.reservation_id, i.listing_id, l.kind, i.ticket_type, l.section, l."row", i.seats, i.quantity, i.price_amount, i.fee_amount,
       i.fee_bps, i.seen_amount, CASE WHEN i.line_listing_id <> i.listing_id THEN
         (SELECT jsonb_build_object('section', o.section, 'row', o."row", 'seats', b.seats, 'ticket_type', b.ticket_type, 'quantity', b.quantity)
          FROM reservations_lines b JOIN listings_offered o ON o.id = b.listing_id
          WHERE b.reservation_id = i.reservation_id AND b.listing_id = i.line_listing_id) END AS bought, l.delivery_way, e.kind AS event_kind, l.disclosure,
       CASE WHEN l.in_hand_on > (now() AT TIME ZONE e.time_zone)::date THEN l.in_hand_on END AS in_hand_on,
       (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'seat', t.seat, 'state', t.state, 'code', t.code, 'admittedAt', a.admitted_at, 'isSentOn', t.holder_id IS NOT NULL) ORDER BY t.seat, t.id)
        FROM tickets_admissions t LEFT JOIN gate_admitted a ON a.ticket_id = t.id AND a.undone_at IS NULL WHERE t.reservation_id = i.reservation_id AND t.listing_id = i.listing_id) AS tickets
     FROM reservations_current_lines i JOIN listings_offered l ON l.id = i.listing_id JOIN catalog_events_named e ON e.id = l.event_id
     WHERE i.reservation_id = ANY($1::text[]) ORDER BY i.reservation_id, l.section COLLATE place_order,
       l."row" COLLATE place_order, i.ticket_type, i.listing_id`,
    [ids],
  );
}

function loadLog(trx: Trx, ids: string[]): Promise<LogLine[]> {
  return queryPrepared<LogLine>(
    trx,
    'SELECT actor_id, actor_type, version, message, payload, from_state, to_state, reason, at FROM platform_transition_log WHERE actor_id = ANY($1::text[]) ORDER BY at, version',
    [ids],
  );
}
