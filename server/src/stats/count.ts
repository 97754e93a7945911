/** Sales, counted in the transaction that changes them. The nightly comparison and `verify` recount them. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { addCounts } from './measures.ts';

/** SQL: an instant's day by the marketplace's clocks, on which everything is counted. */
export const marketDay = (instant: string) => `stats_day(${instant})`;
/** SQL: the instant at which a day of the marketplace begins. */
export const marketDayStart = (day: string) => `stats_day_start(${day})`;

/**
 * The part of the statement that makes holds which counts them: rows are only appended, and added up by `foldHolds`.
 * @param names the statement's own: `holds` is a relation with `event_id` and `currency` of each hold, `items` one with
 *   `event_id`, `listing_id` and `currency` of each item, `at` the instant
 */
export function countHoldsWith(names: { holds: string; items: string; at: string }): string {
  return `
    holds_counted AS (
      INSERT INTO hold_counts (event_id, listing_id, currency, day, reservations)
      SELECT event_id, NULL, currency, ${marketDay(names.at)}, count(*) FROM ${names.holds} GROUP BY event_id, currency
      UNION ALL
      SELECT event_id, listing_id, currency, ${marketDay(names.at)}, count(*) FROM ${names.items} GROUP BY event_id, listing_id, currency
    )`;
}

/** A hold went over to another listing of its event: it counts for that one, on the day on which it began. */
export async function moveCountedHold(
  trx: Trx,
  moved: { eventId: string; currency: string; heldAt: Date; from: readonly string[]; to: string },
): Promise<void> {
  const { from, value } = records(
    [...moved.from.map((listingId) => ({ listingId, holds: -1 })), { listingId: moved.to, holds: 1 }],
    { listingId: 'text', holds: 'integer' },
    { parameter: 4 },
  );
  await queryPrepared(
    trx,
    `INSERT INTO hold_counts (event_id, listing_id, currency, day, reservations)
     SELECT $1, n.listing_id, $2, ${marketDay('$3::timestamptz')}, n.holds FROM ${from}`,
    [moved.eventId, moved.currency, moved.heldAt, value],
  );
}

/**
 * Adds lines to both summaries.
 * @param lines SQL of rows with the keys of `listing_sales`, `order_id` and the `summed` measures
 * @param values of its parameters
 */
export async function countLines(
  trx: Trx,
  { lines, values, ...what }: { lines: string; values: unknown[] } & Parameters<typeof addCounts>[1],
): Promise<void> {
  await queryPrepared(
    trx,
    `WITH lines AS (${lines}), ${addCounts('lines', what)} SELECT count(*) FROM events_counted`,
    values,
  );
}
