/** What is counted, once by event and once by listing, and how counts are added to what stands there. */

/** The columns of both summaries; amounts in minor units, the wait in seconds summed over tickets. */
export const measures = [
  'reservations',
  'orders',
  'tickets',
  'proceeds_amount',
  'commission_amount',
  'fee_amount',
  'wait_seconds',
  'refunded_orders',
  'refunded_tickets',
  'refunded_amount',
] as const;
export type Measure = (typeof measures)[number];
export type Measured = Record<Measure, number>;

export const eventKeys = 'event_id, sale_day, payment_day, currency';
export const listingKeys = 'event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day';

/** Connections that count the same event at once write rows of their own: a hold waits for no other process. */
const slots = 4;

const added = (columns: readonly Measure[]) =>
  columns.map((column) => `${column} = s.${column} + excluded.${column}`).join(', ');

/**
 * Two parts of a `WITH` that add what `lines` says to both summaries. Rows are locked in the order of their keys, listings
 * before events, so that two batches never wait for each other crosswise.
 * @param lines a relation with the keys of a listing and `order_id`; `perOrder` are counted once per order of an event,
 *   `summed` are summed
 * @param sign -1 takes off what was counted
 */
export function addCounts(
  lines: string,
  { summed, perOrder, sign = 1 }: { summed: readonly Measure[]; perOrder: readonly Measure[]; sign?: 1 | -1 },
): string {
  const columns = [...summed, ...perOrder];
  const sums = [
    ...summed.map((column) => `${sign} * sum(${column})`),
    ...perOrder.map(() => `${sign} * count(DISTINCT order_id)`),
  ].join(', ');
  return `
    lots_counted AS (
      INSERT INTO listing_sales AS s (${listingKeys}, ${columns.join(', ')})
      SELECT ${listingKeys}, ${sums} FROM ${lines} GROUP BY ${listingKeys} ORDER BY ${listingKeys}
      ON CONFLICT (${listingKeys}) DO UPDATE SET ${added(columns)} RETURNING 1
    ),
    events_counted AS (
      INSERT INTO event_sales AS s (${eventKeys}, slot, ${columns.join(', ')})
      SELECT ${eventKeys}, pg_backend_pid() % ${slots}, ${sums}
      FROM (SELECT count(*) FROM lots_counted) lots_first CROSS JOIN ${lines} GROUP BY ${eventKeys} ORDER BY ${eventKeys}
      ON CONFLICT (${eventKeys}, slot) DO UPDATE SET ${added(columns)} RETURNING 1
    )`;
}
