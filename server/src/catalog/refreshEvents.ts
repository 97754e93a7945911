/** Brings what events keep of their venue, teams and league up to date: names and words of the search. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

const conditions = {
  venue: 'e.venue_id = $1',
  performer: '(e.home_id = $1 OR e.away_id = $1)',
  league: 'e.league = $1',
  event: 'e.id = $1',
} as const;

/**
 * After a venue, team or league was renamed or merged, or an event was changed. Page addresses stay as they are.
 * @param formerName of a team: games that were named by it get the new name
 */
export async function refreshEvents(
  trx: Trx,
  of: keyof typeof conditions,
  id: string,
  formerName: string | null = null,
): Promise<void> {
  await queryPrepared(
    trx,
    `WITH named AS (
       SELECT e.id, v.name AS venue, v.city, v.time_zone, CASE
         WHEN h.id = $1 AND e.name = a.name || ' at ' || $2 OR a.id = $1 AND e.name = $2 || ' at ' || h.name
         THEN a.name || ' at ' || h.name ELSE e.name END AS name
       FROM events e JOIN venues v ON v.id = e.venue_id LEFT JOIN performers h ON h.id = e.home_id
         LEFT JOIN performers a ON a.id = e.away_id
       WHERE ${conditions[of]}
     )
     UPDATE events e SET name = n.name,
       search = lower(concat_ws(' ', n.name, n.venue, n.city, coalesce(e.league, ''), e.local_date::text))
     FROM named n WHERE n.id = e.id`,
    [id, formerName],
  );
}
