/** Suggestions while a visitor types. */
import type { EventSuggestions } from '@holdfast/shared/catalog';
import { type Database, inTransaction, query, type Trx } from '../../platform/db/index.ts';
import type { CatalogEventsNamed } from '../views.ts';
import { dayConditions } from './dayWords.ts';
import { type EventSearch, readSearch } from './readSearch.ts';

/** What fits below a field on a phone. */
const mostEvents = 6;
const mostTeams = 3;
const mostVenues = 2;

type Row = Pick<
  CatalogEventsNamed,
  'slug' | 'name' | 'starts_at' | 'time_tbd' | 'venue_name' | 'venue_city' | 'time_zone'
>;

/** The next events, and the teams, artists and venues that a search means; whole words come before beginnings and slips. */
export function suggestEvents(db: Database, said: string): Promise<EventSuggestions> {
  return inTransaction(db, async (trx) => {
    const search = await readSearch(trx, said);
    const { groups, exact, days, corrected } = search;
    if (groups.length === 0 && days === null) return { corrected: null, teams: [], venues: [], events: [] };
    const first = await nextEvents(trx, exact, search);
    const isSame = exact.every((group, i) => group.length === groups[i]?.length);
    const more = first.length < mostEvents && !isSame ? await nextEvents(trx, groups, search) : [];
    const rows = new Map([...first, ...more].map((row) => [row.slug, row]));
    return {
      corrected,
      teams: groups.length === 0 ? [] : await teamsOf(trx, groups),
      venues: groups.length === 0 ? [] : await venuesOf(trx, groups),
      events: [...rows.values()].slice(0, mostEvents).map((row) => ({
        slug: row.slug,
        name: row.name,
        startsAt: row.starts_at.toISOString(),
        timeTbd: row.time_tbd,
        venue: { name: row.venue_name, city: row.venue_city, timeZone: row.time_zone },
      })),
    };
  });
}

function nextEvents(trx: Trx, groups: string[][], { days }: EventSearch): Promise<Row[]> {
  const conditions = [
    ...groups.map((_, i) => `e.words && $${i + 1}::text[]`),
    ...dayConditions(days, { localDate: 'e.local_date', timeZone: 'v.time_zone' }),
  ];
  return query<Row>(
    trx,
    `SELECT e.slug, e.name, e.starts_at, e.time_tbd, v.name AS venue_name, v.city AS venue_city, v.time_zone
     FROM events e JOIN venues v ON v.id = e.venue_id
     WHERE e.starts_at > now() AND e.status <> 'cancelled' AND ${conditions.join(' AND ')}
     ORDER BY e.starts_at, e.id LIMIT ${mostEvents}`,
    groups,
  );
}

/** Teams and artists whose own name has a word of each group. */
function teamsOf(trx: Trx, groups: string[][]): Promise<EventSuggestions['teams']> {
  const matches = groups.map((_, i) => `w.words && $${i + 1}::text[]`).join(' AND ');
  return query<EventSuggestions['teams'][number]>(
    trx,
    `SELECT p.slug, p.name FROM performers p
     CROSS JOIN LATERAL (SELECT ARRAY(SELECT event_words_in(concat_ws(' ', p.name, p.city, p.code))) AS words) w
     WHERE p.retired_at IS NULL AND ${matches} ORDER BY p.league IS NULL, p.name LIMIT ${mostTeams}`,
    groups,
  );
}

/** Venues whose name, other names and city have a word of each group, those with the most events ahead first. */
function venuesOf(trx: Trx, groups: string[][]): Promise<EventSuggestions['venues']> {
  const matches = groups.map((_, i) => `w.words && $${i + 1}::text[]`).join(' AND ');
  return query<EventSuggestions['venues'][number]>(
    trx,
    `SELECT v.slug, v.name, v.city FROM venues v
     CROSS JOIN LATERAL (SELECT ARRAY(SELECT event_words_in(concat_ws(' ', v.name, array_to_string(v.aliases, ' '), v.city))) AS words) w
     CROSS JOIN LATERAL (SELECT count(*) AS n FROM events e WHERE e.venue_id = v.id AND e.starts_at > now()) ahead
     WHERE v.retired_at IS NULL AND ${matches} AND ahead.n > 0 ORDER BY ahead.n DESC, v.name LIMIT ${mostVenues}`,
    groups,
  );
}
