/** Sales, counted in the transaction that changes them. The nightly comparison and `verify` recount them. */
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { addCounts, eventKeys, listingKeys } from './measures.ts';

/** An instant's day on the clock of UTC. */
const utcDay = (instant: string) => `((${instant}) AT TIME ZONE 'UTC')::date`;

/** What a line of an order belongs to, whatever is counted of it. */
const lotOfItem = `r.id AS order_id, r.event_id, l.consignor_id, i.ticket_type, coalesce(l.section, '') AS section, r.currency`;
const itemsOfOrders = `reservation_items i JOIN reservations r ON r.id = i.reservation_id JOIN listings l ON l.id = i.listing_id`;

/**
 * The parts of the statement that makes holds which count them: rows are only appended, and added up by a job.
 * @param names the statement's own: `holds` is its relation with `event_id` and `currency`, `items` that with the
 *   `listing_id` of each item
 */
export function countHoldsWith(names: { holds: string; listingIds: string; at: string }): string {
  return `
    holds_counted AS (
      INSERT INTO hold_counts (event_id, listing_id, currency, day, reservations)
      SELECT event_id, NULL, currency, ${utcDay(names.at)}, count(*) FROM ${names.holds} GROUP BY event_id, currency
      UNION ALL
      SELECT l.event_id, l.id, l.currency, ${utcDay(names.at)}, n.reservations
      FROM (SELECT listing_id, count(*) AS reservations FROM unnest(${names.listingIds}) AS listing_id GROUP BY 1) n JOIN listings l ON l.id = n.listing_id
    )`;
}

/** Holds added up in one go. */
const foldAtOnce = 50_000;

const foldText = `
  WITH taken AS (
    DELETE FROM hold_counts WHERE ctid = ANY (ARRAY(SELECT ctid FROM hold_counts LIMIT ${foldAtOnce} FOR UPDATE SKIP LOCKED))
    RETURNING event_id, listing_id, currency, day, reservations
  ),
  lots_counted AS (
    INSERT INTO listing_sales AS s (${listingKeys}, reservations)
    SELECT t.event_id, l.consignor_id, l.ticket_type, coalesce(l.section, ''), t.currency, t.day, t.day, sum(t.reservations)
    FROM taken t JOIN listings l ON l.id = t.listing_id GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT (${listingKeys}) DO UPDATE SET reservations = s.reservations + excluded.reservations RETURNING 1
  ),
  events_counted AS (
    INSERT INTO event_sales AS s (${eventKeys}, slot, reservations)
    SELECT t.event_id, t.day, t.day, t.currency, 0, sum(t.reservations)
    FROM (SELECT count(*) FROM lots_counted) lots_first CROSS JOIN taken t WHERE t.listing_id IS NULL
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (${eventKeys}, slot) DO UPDATE SET reservations = s.reservations + excluded.reservations RETURNING 1
  )
  SELECT (SELECT count(*) FROM taken)::int AS taken, (SELECT count(*) FROM events_counted)`;

/** Adds up what holds appended; the same figures stand before and after, at every instant. @returns how many rows */
export async function foldHolds(db: Database): Promise<number> {
  const [row] = await inTransaction(db, (trx) => queryPrepared<{ taken: number }>(trx, foldText));
  const taken = row?.taken ?? 0;
  return taken === foldAtOnce ? taken + (await foldHolds(db)) : taken;
}

const saleText = `
  WITH lines AS (
    SELECT ${lotOfItem}, ${utcDay('r.created_at')} AS sale_day, ${utcDay('r.paid_at')} AS payment_day,
      i.quantity AS tickets, i.proceeds_amount::bigint * i.quantity AS proceeds_amount, i.commission_amount::bigint * i.quantity AS commission_amount,
      i.fee_amount::bigint * i.quantity AS fee_amount,
      i.quantity * greatest(0, extract(epoch FROM r.paid_at - l.created_at))::bigint AS wait_seconds
    FROM ${itemsOfOrders} WHERE r.id = ANY($1::text[])
  ),
  ${addCounts('lines', { summed: ['tickets', 'proceeds_amount', 'commission_amount', 'fee_amount', 'wait_seconds'], perOrder: ['orders'] })}
  SELECT count(*) FROM events_counted`;

/** Orders that were paid in this transaction; their `paid_at` is written. */
export async function countSales(trx: Trx, reservationIds: string[]): Promise<void> {
  if (reservationIds.length > 0) await queryPrepared(trx, saleText, [reservationIds]);
}

const voidText = `
  WITH lines AS (
    SELECT ${lotOfItem}, ${utcDay('n.at')} AS sale_day, ${utcDay('n.at')} AS payment_day, i.quantity AS refunded_tickets
    FROM unnest($1::text[], $2::timestamptz[]) AS n (id, at) JOIN reservations r ON r.id = n.id
    JOIN reservation_items i ON i.reservation_id = r.id JOIN listings l ON l.id = i.listing_id
  ),
  ${addCounts('lines', { summed: ['refunded_tickets'], perOrder: ['refunded_orders'] })}
  SELECT count(*) FROM events_counted`;

/** Orders that were refunded as a whole, on the day of the refund. @param orders with the instant, ISO 8601 */
export async function countVoidedOrders(trx: Trx, orders: Array<{ id: string; at: string }>): Promise<void> {
  if (orders.length === 0) return;
  await queryPrepared(trx, voidText, [orders.map(({ id }) => id), orders.map(({ at }) => at)]);
}

/**
 * The part of a running refund that a line of the order bears, as `splitRefund` rounds it.
 * @param upTo minor units refunded of the whole order so far
 */
const borne = (upTo: string) =>
  `((running * ${upTo} * 2 + total) / (total * 2) - ((running - own) * ${upTo} * 2 + total) / (total * 2))`;

/** `lines` of refunds out of a relation `n (order_id, before, after, at)`; `before` and `after` are running totals of a payment. */
export const refundLines = (n: string) => `
    SELECT order_id, event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day,
      ${borne('after')} - ${borne('before')} AS refunded_amount
    FROM (
      SELECT ${lotOfItem}, n.before, n.after, ${utcDay('n.at')} AS sale_day, ${utcDay('n.at')} AS payment_day,
        (i.price_amount + i.fee_amount)::bigint * i.quantity AS own,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth ORDER BY i.listing_id)::bigint AS running,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth)::bigint AS total
      FROM ${n} n JOIN reservations r ON r.id = n.order_id
      JOIN reservation_items i ON i.reservation_id = r.id JOIN listings l ON l.id = i.listing_id
    ) parts WHERE total > 0`;

const refundText = `
  WITH told AS (
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::timestamptz[]) WITH ORDINALITY AS n (order_id, before, after, at, nth)
  ),
  lines AS (${refundLines('told')}),
  ${addCounts('lines', { summed: ['refunded_amount'], perOrder: [] })}
  SELECT count(*) FROM events_counted`;

export interface CountedRefund {
  reservationId: string;
  /** Minor units refunded of its payment before and after; `after` is the smaller one where the bank returned it. */
  before: number;
  after: number;
  /** ISO instant: a refund counts on its own day. */
  at: string;
}

/** Money that went back, or that the bank returned. */
export async function countRefunds(trx: Trx, refunds: CountedRefund[]): Promise<void> {
  if (refunds.length === 0) return;
  await queryPrepared(trx, refundText, [
    refunds.map(({ reservationId }) => reservationId),
    refunds.map(({ before }) => before),
    refunds.map(({ after }) => after),
    refunds.map(({ at }) => at),
  ]);
}
