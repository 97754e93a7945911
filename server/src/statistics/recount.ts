/** The same figures, counted again from the rows that they summarise. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { refundLines, storedRefundLines } from '../reservations/index.ts';
import { marketDay as day, eventKeys, listingKeys, measures } from '../stats/index.ts';

const keys = `r.id AS order_id, r.event_id, l.consignor_id, i.ticket_type, coalesce(l.section, '') AS section, r.currency`;
const asSold = `reservations r JOIN reservation_items i ON i.reservation_id = r.id JOIN listings l ON l.id = i.listing_id`;
/** With the tickets in place of those that couldn't be delivered: the price stays what the fan agreed to. */
const asNow = `reservations r JOIN (
      SELECT s.reservation_id, coalesce(n.listing_id, s.listing_id) AS listing_id, coalesce(n.ticket_type, s.ticket_type) AS ticket_type,
        s.quantity, s.price_amount, coalesce(n.proceeds_amount, s.proceeds_amount) AS proceeds_amount,
        s.price_amount - coalesce(n.proceeds_amount, s.proceeds_amount) AS commission_amount, s.fee_amount
      FROM reservation_items s LEFT JOIN reservation_replacements n
        ON n.reservation_id = s.reservation_id AND n.line_listing_id = s.listing_id AND n.replaced_by IS NULL
    ) i ON i.reservation_id = r.id JOIN listings l ON l.id = i.listing_id`;

/** Every line that counts, with what it counts as: reservations, sales, voided orders, and money that went back. */
const recount = `
  paid_back AS (
    SELECT t.reservation_id AS order_id, t.cause, t.at, row_number() OVER (ORDER BY t.id) AS nth, -e.amount AS amount,
      sum(-e.amount) OVER (PARTITION BY t.payment_id ORDER BY t.at, t.id)::bigint AS after
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account IN ('stripe', 'elsewhere')
    WHERE t.kind IN ('refund', 'refundReturned')
  ),
  refunds AS (SELECT order_id, at, nth, after - amount AS before, after FROM paid_back p
    WHERE NOT EXISTS (SELECT FROM refund_lines n WHERE n.cause = p.cause)),
  voided_by_name AS (
    SELECT k.reservation_id AS order_id, k.listing_id, t.at FROM tickets k
    JOIN transitions t ON t.actor_id = k.reservation_id AND t.message = 'ticketsRefunded' AND jsonb_exists(t.payload -> 'ticketIds', k.id)
    WHERE k.state = 'refunded'
  ),
  lines AS (
    SELECT ${keys}, ${day('r.created_at')} AS sale_day, ${day('r.created_at')} AS payment_day, 'reserved' AS what, 0 AS tickets,
      0::bigint AS proceeds_amount, 0::bigint AS commission_amount, 0::bigint AS fee_amount, 0::bigint AS wait_seconds, 0::bigint AS refunded_amount
    FROM ${asSold}
    UNION ALL
    SELECT ${keys}, ${day('r.created_at')}, ${day('r.paid_at')}, 'sold', i.quantity, i.proceeds_amount::bigint * i.quantity,
      i.commission_amount::bigint * i.quantity, i.fee_amount::bigint * i.quantity,
      i.quantity * greatest(0, extract(epoch FROM r.paid_at - l.created_at))::bigint, 0
    FROM ${asNow} WHERE reservation_is_order(r.state)
    UNION ALL
    SELECT ${keys}, ${day('t.at')}, ${day('t.at')}, 'voided', i.quantity - (SELECT count(*)::int FROM voided_by_name v WHERE v.order_id = r.id AND v.listing_id = i.listing_id), 0, 0, 0, 0, 0
    FROM ${asNow} JOIN transitions t ON t.actor_id = r.id AND t.message IN ('refunded', 'voidOrder') WHERE r.state = 'refunded'
    UNION ALL
    SELECT ${keys}, ${day('v.at')}, ${day('v.at')}, 'voidedByName', 1, 0, 0, 0, 0, 0
    FROM voided_by_name v JOIN reservations r ON r.id = v.order_id
    JOIN reservation_items i ON i.reservation_id = r.id AND i.listing_id = v.listing_id JOIN listings l ON l.id = i.listing_id
    UNION ALL
    SELECT order_id, event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day, 'paidBack', 0, 0, 0, 0, 0, refunded_amount
    FROM (${storedRefundLines('refund_lines n')}) named
    UNION ALL
    SELECT order_id, event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day, 'paidBack', 0, 0, 0, 0, 0, refunded_amount
    FROM (${refundLines('refunds')}) back
  )`;

const sums = `
  count(DISTINCT order_id) FILTER (WHERE what = 'reserved') AS reservations, count(DISTINCT order_id) FILTER (WHERE what = 'sold') AS orders,
  coalesce(sum(tickets) FILTER (WHERE what = 'sold'), 0) AS tickets, sum(proceeds_amount) AS proceeds_amount, sum(commission_amount) AS commission_amount,
  sum(fee_amount) AS fee_amount, sum(wait_seconds) AS wait_seconds, count(DISTINCT order_id) FILTER (WHERE what = 'voided') AS refunded_orders,
  coalesce(sum(tickets) FILTER (WHERE what IN ('voided', 'voidedByName')), 0) AS refunded_tickets, sum(refunded_amount) AS refunded_amount`;

const summed = measures.map((measure) => `sum(${measure}) AS ${measure}`).join(', ');
/** A row that counts nothing is as good as none: a hold that went over to another listing leaves one. */
const of = (alias: string) => measures.map((measure) => `coalesce(${alias}.${measure}, 0)`).join(', ');

/** Where the summary of one grain and its recount differ. */
function differencesOf(summary: 'stats_event_counts' | 'statistics_listing_counts', keys: string): string {
  const columns = keys.split(', ');
  const subject = columns
    .filter((column) => !['payment_day', 'currency'].includes(column))
    .map((column) => `${column}::text`)
    .join(` || ' ' || `);
  return `WITH ${recount},
    again AS (SELECT ${keys}, ${sums} FROM lines GROUP BY ${keys}),
    summary AS (SELECT ${keys}, ${summed} FROM ${summary} GROUP BY ${keys})
    SELECT ${subject} AS subject, format('counted %s reservations, %s tickets, %s + %s, refunded %s; recounted %s, %s, %s + %s, %s',
      s.reservations, s.tickets, s.proceeds_amount, s.commission_amount, s.refunded_amount,
      c.reservations, c.tickets, c.proceeds_amount, c.commission_amount, c.refunded_amount) AS detail
    FROM again c FULL JOIN summary s USING (${keys})
    WHERE (${of('s')}) IS DISTINCT FROM (${of('c')}) ORDER BY 1`;
}

export interface Difference {
  /** The key of the summary's row: `event day`. */
  subject: string;
  detail: string;
}

export function compareEventSales(trx: Trx): Promise<Difference[]> {
  return queryPrepared<Difference>(trx, differencesOf('stats_event_counts', eventKeys));
}

export function compareListingSales(trx: Trx): Promise<Difference[]> {
  return queryPrepared<Difference>(trx, differencesOf('statistics_listing_counts', listingKeys));
}

/** Fills both summaries anew from the rows that they count. Nobody may sell meanwhile: it waits for, and then holds off, every count. */
export async function rebuildSales(trx: Trx): Promise<void> {
  await queryPrepared(trx, 'LOCK TABLE hold_counts, listing_sales, event_sales IN SHARE ROW EXCLUSIVE MODE');
  await queryPrepared(trx, 'DELETE FROM hold_counts');
  await queryPrepared(trx, 'DELETE FROM listing_sales');
  await queryPrepared(trx, 'DELETE FROM event_sales');
  const names = measures.join(', ');
  await queryPrepared(
    trx,
    `WITH ${recount} INSERT INTO listing_sales (${listingKeys}, ${names}) SELECT ${listingKeys}, ${sums} FROM lines GROUP BY ${listingKeys} ORDER BY ${listingKeys}`,
  );
  await queryPrepared(
    trx,
    `WITH ${recount} INSERT INTO event_sales (${eventKeys}, slot, ${names}) SELECT ${eventKeys}, 0, ${sums} FROM lines GROUP BY ${eventKeys} ORDER BY ${eventKeys}`,
  );
}

/**
 * Counts the sales of two consignors anew, whose listings are all the second one's by now. Sales of others wait meanwhile, so
 * the caller does it last; it keeps these listings locked.
 */
export async function recountMerged(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(trx, 'LOCK TABLE hold_counts, listing_sales IN SHARE ROW EXCLUSIVE MODE');
  await queryPrepared(
    trx,
    'DELETE FROM hold_counts h USING listings l WHERE l.id = h.listing_id AND l.consignor_id = $1',
    [intoId],
  );
  await queryPrepared(trx, 'DELETE FROM listing_sales WHERE consignor_id IN ($1, $2)', [fromId, intoId]);
  await queryPrepared(
    trx,
    `WITH ${recount} INSERT INTO listing_sales (${listingKeys}, ${measures.join(', ')})
     SELECT ${listingKeys}, ${sums} FROM lines WHERE consignor_id = $1 GROUP BY ${listingKeys} ORDER BY ${listingKeys}`,
    [intoId],
  );
}
