import type { EventHits } from '@holdfast/shared/eventChanges';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';

interface Row {
  id: string;
  currency: string;
  listings: number;
  tickets: number;
  consignors: number;
  holds: number;
  paying: number;
  orders: number;
  sold_tickets: number;
  disputed: number;
  refund: number;
}

/** What a change of each of these events would hit now, by the event's id. Sums are minor units of the event's currency. */
export async function hitsOfEvents(trx: Trx, eventIds: readonly string[]): Promise<Map<string, EventHits>> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT e.id, e.currency, l.*, r.*
     FROM catalog_calendar e
     CROSS JOIN LATERAL (SELECT count(*)::int AS listings, coalesce(sum(o.available + o.held), 0)::int AS tickets,
         count(DISTINCT o.consignor_id) FILTER (WHERE NOT c.is_marketplace)::int AS consignors
       FROM listings_offered o JOIN consignors_named c ON c.id = o.consignor_id
       WHERE o.event_id = e.id AND listing_is_open(o.state)) l
     CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE reservation_is_open(o.state) AND NOT reservation_is_underway(o.state))::int AS holds,
         count(*) FILTER (WHERE reservation_is_underway(o.state))::int AS paying,
         count(*) FILTER (WHERE o.state = 'paid')::int AS orders,
         coalesce(sum(o.ticket_count) FILTER (WHERE o.state = 'paid'), 0)::int AS sold_tickets,
         count(*) FILTER (WHERE o.state = 'paid' AND p.withheld_amount > 0)::int AS disputed,
         coalesce(sum(greatest(0, p.amount - p.refunded_amount - p.refunding_amount - p.withheld_amount))
           FILTER (WHERE o.state = 'paid'), 0)::bigint AS refund
       FROM reservations_orders o LEFT JOIN payments_charges p ON p.id = o.payment_id
       WHERE o.event_id = e.id AND (reservation_is_open(o.state) OR o.state = 'paid')) r
     WHERE e.id = ANY($1::text[])`,
    [eventIds],
  );
  return new Map(
    rows.map(({ id, currency, sold_tickets: soldTickets, refund, ...counts }) => [
      id,
      { ...counts, soldTickets, refund: { amount: Number(refund), currency } },
    ]),
  );
}

/** @throws Problem `not_found` */
export async function hitsOfEvent(trx: Trx, eventId: string): Promise<EventHits> {
  const hits = (await hitsOfEvents(trx, [eventId])).get(eventId);
  if (!hits) throw notFound('event');
  return hits;
}
