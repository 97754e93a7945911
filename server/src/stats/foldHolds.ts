/** Holds, which only append what they count, are added to the summaries by a job. */
import { type Database, inTransaction, queryPrepared } from '../platform/db/index.ts';
import { eventKeys, listingKeys } from './measures.ts';

/** Holds added up in one go. */
const foldAtOnce = 50_000;

const foldText = (listings: string) => `
  WITH taken AS (
    DELETE FROM hold_counts WHERE ctid = ANY (ARRAY(SELECT ctid FROM hold_counts LIMIT ${foldAtOnce} FOR UPDATE SKIP LOCKED))
    RETURNING event_id, listing_id, currency, day, reservations
  ),
  lots_counted AS (
    INSERT INTO listing_sales AS s (${listingKeys}, reservations)
    SELECT t.event_id, l.consignor_id, l.ticket_type, coalesce(l.section, ''), t.currency, t.day, t.day, sum(t.reservations)
    FROM taken t JOIN ${listings} l ON l.id = t.listing_id GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
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

/**
 * Adds up what holds appended; the same figures stand before and after, at every instant.
 * @param listings a relation with id, consignor_id, ticket_type and section of listings, which a higher room publishes
 * @returns how many rows
 */
export async function foldHolds(db: Database, listings: string): Promise<number> {
  const [row] = await inTransaction(db, (trx) => queryPrepared<{ taken: number }>(trx, foldText(listings)));
  const taken = row?.taken ?? 0;
  return taken === foldAtOnce ? taken + (await foldHolds(db, listings)) : taken;
}
