/** Facts that other rooms compare events by: teams, venue and start. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

export interface NamedSide {
  name: string;
  shortName: string;
  city: string;
}

export interface EventFacts {
  id: string;
  name: string;
  kind: 'game' | 'own';
  home: NamedSide | null;
  away: NamedSide | null;
  venue: { name: string; city: string; region: string | null; timeZone: string };
  /** ISO instant. */
  startsAt: string;
  timeTbd: boolean;
}

interface Row {
  id: string;
  name: string;
  kind: 'game' | 'own';
  home: NamedSide | null;
  away: NamedSide | null;
  venue: EventFacts['venue'];
  starts_at: Date;
  time_tbd: boolean;
}

const side = (table: string) =>
  `CASE WHEN ${table}.id IS NOT NULL THEN json_build_object('name', ${table}.name, 'shortName', ${table}.short_name, 'city', ${table}.city) END`;

/**
 * The events of some days, soonest first.
 * @param from  day on the venue's wall, `2026-11-21`
 * @param until the same, included
 */
export async function eventsBetween(trx: Trx, from: string, until: string): Promise<EventFacts[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT e.id, e.name, e.kind, ${side('h')} AS home, ${side('a')} AS away,
       json_build_object('name', v.name, 'city', v.city, 'region', v.region, 'timeZone', v.time_zone) AS venue, e.starts_at, e.time_tbd
     FROM events e JOIN venues v ON v.id = e.venue_id LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id
     WHERE e.local_date BETWEEN $1::date AND $2::date ORDER BY e.starts_at, e.id`,
    [from, until],
  );
  return rows.map(({ starts_at, time_tbd, ...rest }) => ({
    ...rest,
    startsAt: starts_at.toISOString(),
    timeTbd: time_tbd,
  }));
}

/** IANA time zones by event id; unknown events are left out. */
export async function zonesOfEvents(trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; time_zone: string }>(
    trx,
    'SELECT e.id, v.time_zone FROM events e JOIN venues v ON v.id = e.venue_id WHERE e.id = ANY($1::text[])',
    [ids],
  );
  return new Map(rows.map(({ id, time_zone }) => [id, time_zone]));
}
