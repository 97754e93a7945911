/** The line of an event, and what of it makes a service worth while. */
import type { PassedReason } from '@holdfast/shared/waitingLists';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { InLine } from './serveLine.ts';

/** The most entries of one event that are looked at: who is further back waits until the line is shorter. */
const mostInLine = 20_000;

interface Row {
  id: string;
  version: number;
  state: InLine['state'];
  size: number;
  limit_amount: number | null;
  currency: string;
  email: string;
  holder_id: string;
  fan_id: string;
  account_email: string | null;
  taken: Record<string, number> | null;
  refused: Record<string, number> | null;
}

/** Somebody in line, with what a hold in their name needs. */
export interface Waiting extends InLine {
  version: number;
  email: string;
  accountEmail: string | null;
  holderId: string;
}

/** The line in its order. @param barred why entries get nothing in this round, by id */
export async function readLine(
  trx: Trx,
  eventId: string,
  barred: ReadonlyMap<string, PassedReason>,
): Promise<Waiting[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `WITH line AS (
       SELECT e.id, e.version, e.state, e.size, e.limit_amount, e.currency, e.email, e.holder_id, e.fan_id, e.person_id, e.placed_at
       FROM waiting_entries e WHERE e.event_id = $1 AND waiting_is_placed(e.state) ORDER BY e.placed_at, e.id LIMIT ${mostInLine}
     ),
     taken AS (
       SELECT fan_id, jsonb_object_agg(ticket_type, quantity) AS types FROM (
         SELECT r.fan_id, i.ticket_type, sum(i.quantity) AS quantity FROM reservations_orders r JOIN reservations_lines i ON i.reservation_id = r.id
         WHERE r.event_id = $1 AND (r.state = 'paid' OR reservation_is_open(r.state)) AND r.fan_id IN (SELECT fan_id FROM line)
         GROUP BY r.fan_id, i.ticket_type) t GROUP BY fan_id
     ),
     refused AS (
       SELECT entry_id, jsonb_object_agg(listing_id, price) AS listings FROM (
         SELECT o.entry_id, o.listing_id, min(o.price_amount) AS price FROM waiting_offers o
         WHERE o.event_id = $1 AND o.outcome IN ('declined', 'lapsed') GROUP BY o.entry_id, o.listing_id) o GROUP BY entry_id
     )
     SELECT l.id, l.version, l.state, l.size, l.limit_amount, l.currency, l.email, l.holder_id, l.fan_id, p.email AS account_email,
       t.types AS taken, r.listings AS refused
     FROM line l LEFT JOIN accounts_people_named p ON p.id = l.person_id LEFT JOIN taken t ON t.fan_id = l.fan_id
       LEFT JOIN refused r ON r.entry_id = l.id
     ORDER BY l.placed_at, l.id`,
    [eventId],
  );
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    state: row.state,
    size: row.size,
    limitAmount: row.limit_amount,
    currency: row.currency,
    email: row.email,
    accountEmail: row.account_email,
    holderId: row.holder_id,
    taken: new Map(Object.entries(row.taken ?? {})),
    refused: new Map(Object.entries(row.refused ?? {})),
    barred: barred.get(row.id) ?? null,
  }));
}

/** Instants between two services at least, where nothing seems to have changed: percentages and limits per fan may have. */
const againAfter = `interval '1 minute'`;
/** An offer that ends sooner helps nobody. */
const leastWindow = `interval '5 minutes'`;

/**
 * SQL rows (event_id, print): events whose line is worth a service. What is on sale that could fit somebody, and who waits, have
 * changed since the last one. A hold pays nothing for it: the print is computed from what is there, of events alone where
 * somebody waits.
 */
export const dueText = `
  WITH waiting AS (
    SELECT e.event_id, min(e.size) AS size, CASE WHEN bool_or(e.limit_amount IS NULL) THEN NULL ELSE max(e.limit_amount) END AS most,
      count(*) || ' ' || sum(e.version) || ' ' || max(e.id) AS print
    FROM waiting_entries e WHERE e.state = 'waiting' AND ($1::text IS NULL OR e.event_id = $1) GROUP BY e.event_id
  ),
  prints AS (
    SELECT w.event_id, w.print || ' ' || o.print AS print FROM waiting w JOIN catalog_calendar c ON c.id = w.event_id
    CROSS JOIN LATERAL (
      SELECT md5(string_agg(o.id || ' ' || o.available || ' ' || o.price_amount || ' ' || o.split_rule, ',' ORDER BY o.id)) AS print
      FROM listings_offered o WHERE o.event_id = w.event_id AND listing_is_sellable(o.state) AND o.available >= w.size
        AND (w.most IS NULL OR o.price_amount <= w.most)) o
    WHERE c.status IN ('scheduled', 'moved') AND c.starts_at > now() + ${leastWindow} AND o.print IS NOT NULL
  )
  SELECT p.event_id, p.print FROM prints p JOIN waiting_lists l ON l.event_id = p.event_id
  WHERE l.is_on AND (l.served_print IS DISTINCT FROM p.print OR l.served_at < now() - ${againAfter})`;
