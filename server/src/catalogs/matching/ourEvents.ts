/** Our events around some days, as matching reads them. */
import type { Catalogue, OutsideEvent } from '@holdfast/shared/catalogs';
import { run, type Trx } from '../../platform/db/index.ts';
import type { OurEvent } from './matchOutside.ts';

interface Row {
  id: string;
  name: string;
  kind: 'game' | 'own';
  home: string | null;
  home_short: string | null;
  home_city: string | null;
  away: string | null;
  away_short: string | null;
  away_city: string | null;
  venue: string;
  city: string;
  region: string | null;
  time_zone: string;
  starts_at: Date;
  time_tbd: boolean;
  taken_by: string | null;
}

/** Days on either side: as far as a moved game is looked for. */
const around = 21;

/** Those that entries could be, soonest first; empty where no entry has a day. */
export async function eventsAround(
  trx: Trx,
  catalogue: Catalogue,
  said: readonly OutsideEvent[],
): Promise<OurEvent[]> {
  const days = said
    .flatMap(({ localStart, startsAt }) => localStart?.slice(0, 10) ?? startsAt?.slice(0, 10) ?? [])
    .sort();
  if (days.length === 0) return [];
  const rows = await run<Row>(
    trx,
    `SELECT e.id, e.name, e.kind, h.name AS home, h.short_name AS home_short, h.city AS home_city, a.name AS away, a.short_name AS away_short,
       a.city AS away_city, v.name AS venue, v.city, v.region, v.time_zone, e.starts_at, e.time_tbd, c.outside_id AS taken_by
     FROM events e JOIN venues v ON v.id = e.venue_id LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id
       LEFT JOIN catalog_events c ON c.catalogue = $1 AND c.event_id = e.id
     WHERE e.local_date BETWEEN $2::date - $4::int AND $3::date + $4::int ORDER BY e.starts_at, e.id`,
    [catalogue, days[0], days.at(-1), around],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    home: teamOf(row.home, row.home_short, row.home_city),
    away: teamOf(row.away, row.away_short, row.away_city),
    venue: { name: row.venue, city: row.city, region: row.region, timeZone: row.time_zone },
    startsAt: row.starts_at.toISOString(),
    timeTbd: row.time_tbd,
    taken: row.taken_by !== null,
  }));
}

function teamOf(name: string | null, shortName: string | null, city: string | null): OurEvent['home'] {
  return name === null ? null : { name, shortName: shortName ?? '', city: city ?? '' };
}
