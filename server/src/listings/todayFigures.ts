/** Figures of the start page: events that begin soon, delist requests blocked by holds, approvals by owner. */
import { query, type Trx } from '../platform/db/index.ts';
import { averageSold } from '../stats/index.ts';

export interface SoonGame {
  id: string;
  name: string;
  starts_at: Date;
  time_zone: string;
  listed: number;
  held: number;
  sold: number;
  /** Each, minor units; null where nothing was sold. */
  average: number | null;
  /** Minor units, at today's prices. */
  unsold: number;
}

/** Games within so many hours that have unsold tickets, the soonest first. */
export function gamesWithUnsold(trx: Trx, hours: number, most: number): Promise<SoonGame[]> {
  return query<SoonGame>(
    trx,
    `SELECT e.id, e.short_name AS name, e.starts_at, e.time_zone, sum(l.quantity - l.withdrawn)::int AS listed, sum(l.held)::int AS held,
       sum(l.sold)::int AS sold, ${averageSold('e.id')} AS average, sum(l.available::bigint * l.price_amount)::bigint AS unsold
     FROM catalog_events_named e JOIN listings l ON l.event_id = e.id AND listing_is_selling(l.state)
     WHERE e.starts_at > now() AND e.starts_at < now() + $1 * interval '1 hour'
     GROUP BY e.id, e.short_name, e.starts_at, e.time_zone HAVING sum(l.available) > 0 ORDER BY e.starts_at, e.id LIMIT $2`,
    [hours, most],
  );
}

export interface HeldDelist {
  id: string;
  consignor_name: string;
  event_name: string;
  /** Section and row, or the ticket type. */
  place: string;
  held: number;
  quantity: number;
  asked_at: Date;
}

/** Listings with a delist request of which fans hold tickets, oldest request first. */
export function delistsWhileHeld(trx: Trx, most: number): Promise<HeldDelist[]> {
  return query<HeldDelist>(
    trx,
    `SELECT l.id, c.name AS consignor_name, e.short_name AS event_name, coalesce(l.section || ' / ' || l."row", l.ticket_type) AS place,
       l.held, l.quantity, l.delist_requested_at AS asked_at
     FROM listings l JOIN consignors_named c ON c.id = l.consignor_id JOIN catalog_events_named e ON e.id = l.event_id
     WHERE l.delist_requested_at IS NOT NULL AND l.held > 0 AND listing_is_selling(l.state) ORDER BY l.delist_requested_at LIMIT $1`,
    [most],
  );
}

/** SQL rows: how much each owner still has to approve, and since when. */
export const toApproveByOwner = `(SELECT l.owner_id, count(*)::int AS listings, min(l.submitted_at) AS since
  FROM listings l WHERE listing_is_waiting(l.state) AND l.owner_id IS NOT NULL GROUP BY l.owner_id)`;
