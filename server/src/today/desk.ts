/** What a day at the desk looks at: the games of the next two days, and who did what today. */
import type { Colleague, NextGame } from '@holdfast/shared/today';
import { shortEventName } from '../consignment/index.ts';
import { ask, type Trx } from '../platform/db/index.ts';

const mostGames = 8;

/** Games within 48 hours that have unsold tickets, the soonest first. */
export async function nextGames(trx: Trx): Promise<NextGame[]> {
  const rows = await ask<{
    id: string;
    name: string;
    starts_at: Date;
    time_zone: string;
    listed: number;
    held: number;
    sold: number;
    average: number | null;
    unsold: number;
  }>(
    trx,
    `SELECT e.id, ${shortEventName} AS name, e.starts_at, v.time_zone, sum(l.quantity - l.withdrawn)::int AS listed, sum(l.held)::int AS held, sum(l.sold)::int AS sold,
       (SELECT (sum(s.consignor_amount + s.house_amount) / nullif(sum(s.tickets), 0))::int FROM event_sales s WHERE s.event_id = e.id) AS average,
       sum(l.available::bigint * l.price_amount)::bigint AS unsold
     FROM events e JOIN venues v ON v.id = e.venue_id LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id
       JOIN listings l ON l.event_id = e.id AND l.state IN ('live', 'paused')
     WHERE e.starts_at > now() AND e.starts_at < now() + interval '48 hours'
     GROUP BY e.id, v.time_zone, h.id, a.id HAVING sum(l.available) > 0 ORDER BY e.starts_at, e.id LIMIT ${mostGames}`,
  );
  return rows.map((row) => ({
    eventId: row.id,
    name: row.name,
    startsAt: row.starts_at.toISOString(),
    timeZone: row.time_zone,
    listed: row.listed,
    held: row.held,
    sold: row.sold,
    averagePrice: row.average,
    unsold: row.unsold,
  }));
}

/** What each of the desk did today, counted by the audit log, and what each still has to approve. */
export async function colleaguesToday(trx: Trx, me: string): Promise<Colleague[]> {
  const rows = await ask<{
    id: string;
    name: string;
    approved: number;
    sent_back: number;
    priced: number;
    still_has: number;
    since: Date | null;
  }>(
    trx,
    `SELECT p.id, p.name, count(a.id) FILTER (WHERE a.what = 'listing.approve')::int AS approved,
       count(a.id) FILTER (WHERE a.what IN ('listing.reject', 'listing.return'))::int AS sent_back,
       count(a.id) FILTER (WHERE a.what IN ('listing.price', 'listing.undoPrice'))::int AS priced,
       (SELECT count(*)::int FROM listings l WHERE l.owner_id = p.id AND l.state = 'submitted') AS still_has,
       (SELECT min(l.submitted_at) FROM listings l WHERE l.owner_id = p.id AND l.state = 'submitted') AS since
     FROM people p LEFT JOIN audit_entries a ON a.by = p.id AND a.at >= date_trunc('day', now() AT TIME ZONE 'America/New_York') AT TIME ZONE 'America/New_York'
     WHERE 'staff' = ANY (p.roles) GROUP BY p.id ORDER BY p.id <> $1, p.name LIMIT 20`,
    [me],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isMe: row.id === me,
    approved: row.approved,
    sentBack: row.sent_back,
    priced: row.priced,
    stillHas: row.still_has,
    since: row.since?.toISOString() ?? null,
  }));
}
