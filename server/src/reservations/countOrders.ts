/** What orders add to the statistics: lines with the keys by which `stats` counts. */
import type { Trx } from '../platform/db/index.ts';
import { countLines, marketDay } from '../stats/index.ts';

/** Grouping columns shared by all counters. */
const keys = `r.id AS order_id, r.event_id, l.consignor_id, i.ticket_type, coalesce(l.section, '') AS section, r.currency`;
/** With the tickets that fans have now: what was replaced counts as though it had been sold so in the first place. */
const items = `reservations_current_lines i JOIN reservations r ON r.id = i.reservation_id JOIN listings_offered l ON l.id = i.listing_id`;

const saleLines = `
    SELECT ${keys}, ${marketDay('r.created_at')} AS sale_day, ${marketDay('r.paid_at')} AS payment_day,
      i.quantity AS tickets, i.proceeds_amount::bigint * i.quantity AS proceeds_amount, i.commission_amount::bigint * i.quantity AS commission_amount,
      i.fee_amount::bigint * i.quantity AS fee_amount,
      i.quantity * greatest(0, extract(epoch FROM r.paid_at - l.created_at))::bigint AS wait_seconds
    FROM ${items} WHERE r.id = ANY($1::text[])`;

/**
 * Orders that were paid in this transaction; their `paid_at` is written.
 * @param sign -1 takes off what was counted of them, before their lines change
 */
export async function countSales(trx: Trx, reservationIds: string[], sign: 1 | -1 = 1): Promise<void> {
  if (reservationIds.length === 0) return;
  await countLines(trx, {
    lines: saleLines,
    values: [reservationIds],
    summed: ['tickets', 'proceeds_amount', 'commission_amount', 'fee_amount', 'wait_seconds'],
    perOrder: ['orders'],
    sign,
  });
}

const voidedLines = `
    SELECT ${keys}, ${marketDay('n.at')} AS sale_day, ${marketDay('n.at')} AS payment_day, i.quantity AS refunded_tickets
    FROM unnest($1::text[], $2::timestamptz[]) AS n (id, at) JOIN reservations r ON r.id = n.id
    JOIN reservations_current_lines i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id`;

/** Orders that were refunded as a whole, on the day of the refund. @param orders with the instant, ISO 8601 */
export async function countVoidedOrders(trx: Trx, orders: Array<{ id: string; at: string }>): Promise<void> {
  if (orders.length === 0) return;
  await countLines(trx, {
    lines: voidedLines,
    values: [orders.map(({ id }) => id), orders.map(({ at }) => at)],
    summed: ['refunded_tickets'],
    perOrder: ['refunded_orders'],
  });
}

/**
 * The part of a running refund that a line of the order bears, as `splitRefund` rounds it.
 * @param upTo minor units refunded of the whole order so far
 */
const borne = (upTo: string) =>
  `((running * ${upTo} * 2 + total) / (total * 2) - ((running - own) * ${upTo} * 2 + total) / (total * 2))`;

/** Lines of refunds. @param n a relation (order_id, before, after, at, nth); `before` and `after` are running totals of a payment */
export const refundLines = (n: string) => `
    SELECT order_id, event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day,
      ${borne('after')} - ${borne('before')} AS refunded_amount
    FROM (
      SELECT ${keys}, n.before, n.after, ${marketDay('n.at')} AS sale_day, ${marketDay('n.at')} AS payment_day,
        (i.price_amount + i.fee_amount)::bigint * i.quantity AS own,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth ORDER BY i.listing_id)::bigint AS running,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth)::bigint AS total
      FROM ${n} n JOIN reservations r ON r.id = n.order_id
      JOIN reservations_current_lines i ON i.reservation_id = r.id JOIN listings_offered l ON l.id = i.listing_id
    ) parts WHERE total > 0`;

const countedRefunds =
  '(SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::timestamptz[]) WITH ORDINALITY AS n (order_id, before, after, at, nth))';

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
  await countLines(trx, {
    lines: refundLines(countedRefunds),
    values: [
      refunds.map(({ reservationId }) => reservationId),
      refunds.map(({ before }) => before),
      refunds.map(({ after }) => after),
      refunds.map(({ at }) => at),
    ],
    summed: ['refunded_amount'],
    perOrder: [],
  });
}
