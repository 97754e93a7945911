import type { Knex } from 'knex';

const keys = `r.id AS order_id, r.event_id, l.consignor_id, i.ticket_type, coalesce(l.section, '') AS section, r.currency`;
const items = `reservations r JOIN reservation_items i ON i.reservation_id = r.id JOIN listings l ON l.id = i.listing_id`;
/** The part of a running refund that a line bears: a difference of two roundings. */
const share = (upTo: string) =>
  `((running * ${upTo} * 2 + total) / (total * 2) - ((running - own) * ${upTo} * 2 + total) / (total * 2))`;

/** Every line that counts, on its day: reservations, sales, orders refunded as a whole, and money that went back. */
const lines = `
  paid_back AS (
    SELECT t.reservation_id AS order_id, t.at, row_number() OVER (ORDER BY t.id) AS nth, -e.amount AS amount,
      sum(-e.amount) OVER (PARTITION BY t.payment_id ORDER BY t.at, t.id)::bigint AS after
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account = 'stripe'
    WHERE t.kind IN ('refund', 'refundReturned')
  ),
  lines AS (
    SELECT ${keys}, stats_day(r.created_at) AS sale_day, stats_day(r.created_at) AS payment_day, 'reserved' AS what, 0 AS tickets,
      0::bigint AS proceeds_amount, 0::bigint AS commission_amount, 0::bigint AS fee_amount, 0::bigint AS wait_seconds,
      0::bigint AS refunded_amount
    FROM ${items}
    UNION ALL
    SELECT ${keys}, stats_day(r.created_at), stats_day(r.paid_at), 'sold', i.quantity, i.proceeds_amount::bigint * i.quantity,
      i.commission_amount::bigint * i.quantity, i.fee_amount::bigint * i.quantity,
      i.quantity * greatest(0, extract(epoch FROM r.paid_at - l.created_at))::bigint, 0
    FROM ${items} WHERE reservation_is_order(r.state)
    UNION ALL
    SELECT ${keys}, stats_day(t.at), stats_day(t.at), 'voided', i.quantity, 0, 0, 0, 0, 0
    FROM ${items} JOIN transitions t ON t.actor_id = r.id AND t.message = 'refunded' WHERE r.state = 'refunded'
    UNION ALL
    SELECT order_id, event_id, consignor_id, ticket_type, section, currency, day, day, 'paidBack', 0, 0, 0, 0, 0,
      ${share('after')} - ${share('before')}
    FROM (
      SELECT ${keys}, n.after - n.amount AS before, n.after, stats_day(n.at) AS day,
        (i.price_amount + i.fee_amount)::bigint * i.quantity AS own,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth ORDER BY i.listing_id)::bigint AS running,
        sum((i.price_amount + i.fee_amount)::bigint * i.quantity) OVER (PARTITION BY n.nth)::bigint AS total
      FROM paid_back n JOIN ${items.replace('reservations r JOIN', 'reservations r ON r.id = n.order_id JOIN')}
    ) parts WHERE total > 0
  )`;

const measures =
  'reservations, orders, tickets, proceeds_amount, commission_amount, fee_amount, wait_seconds, refunded_orders, refunded_tickets, refunded_amount';
const sums = `
  count(DISTINCT order_id) FILTER (WHERE what = 'reserved'), count(DISTINCT order_id) FILTER (WHERE what = 'sold'),
  coalesce(sum(tickets) FILTER (WHERE what = 'sold'), 0), sum(proceeds_amount), sum(commission_amount), sum(fee_amount),
  sum(wait_seconds), count(DISTINCT order_id) FILTER (WHERE what = 'voided'),
  coalesce(sum(tickets) FILTER (WHERE what = 'voided'), 0), sum(refunded_amount)`;
const eventKeys = 'event_id, sale_day, payment_day, currency';
const listingKeys = 'event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day';

/**
 * Sales are counted on the days of the marketplace's clocks, no longer in UTC, and what was counted is counted again. The
 * previous code may still count a few sales of an evening on the next day: the night's comparison finds and corrects that.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE FUNCTION stats_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN (at AT TIME ZONE 'America/New_York')::date;
    COMMENT ON FUNCTION stats_day IS 'The day of an instant by the marketplace''s clocks, on which everything is counted';
    CREATE FUNCTION stats_day_start(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN day::timestamp AT TIME ZONE 'America/New_York';
    COMMENT ON FUNCTION stats_day_start IS 'The instant at which a day begins by the marketplace''s clocks';
    COMMENT ON COLUMN event_sales.sale_day IS 'The marketplace''s day of the reservation; for what is refunded, the day of the refund';
    COMMENT ON COLUMN event_sales.payment_day IS 'The marketplace''s day of payment; for what is refunded, the day of the refund';

    LOCK TABLE hold_counts, listing_sales, event_sales IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM hold_counts;
    DELETE FROM listing_sales;
    DELETE FROM event_sales;
    WITH ${lines} INSERT INTO listing_sales (${listingKeys}, ${measures})
      SELECT ${listingKeys}, ${sums} FROM lines GROUP BY ${listingKeys};
    WITH ${lines} INSERT INTO event_sales (${eventKeys}, slot, ${measures})
      SELECT event_id, sale_day, payment_day, currency, 0, ${sums} FROM lines GROUP BY ${eventKeys};
  `);
}
