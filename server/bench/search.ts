/** The search of events over 100,000 of them. */
import { readDemoCatalog } from '../demo/catalog.ts';
import { suggestEvents } from '../src/catalog/index.ts';
import { byHand, bySlips } from '../src/catalog/search/misspellings.fixture.ts';
import type { AppContext } from '../src/platform/appContext.ts';

const count = 100_000;

/** Inserts games of the real teams at the real venues, and own events, over the next 27 years: ten a day. */
export async function makeEvents({ db }: AppContext): Promise<void> {
  const { performers, venues } = readDemoCatalog();
  await db('venues').insert(
    venues.map(({ key, name, city, region, country, timeZone }) => ({
      id: `ven_${key}`,
      source: 'bench',
      source_id: key,
      name,
      city,
      region: region || null,
      country,
      time_zone: timeZone,
    })),
  );
  await db('performers').insert(
    performers.map(({ key, fullName, shortName, city, slug, league, abbreviation }) => ({
      id: `prf_${key}`,
      source: 'bench',
      source_id: key,
      name: fullName,
      short_name: shortName,
      slug,
      city,
      league: league.toUpperCase(),
      code: abbreviation,
    })),
  );
  await db.raw(
    `WITH team AS (SELECT *, row_number() OVER (PARTITION BY league ORDER BY id) - 1 AS n, count(*) OVER (PARTITION BY league) AS of_league FROM performers),
       place AS (SELECT *, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS places FROM venues),
       made AS (SELECT i, (ARRAY['NFL', 'NHL', 'NHL', 'NHL', NULL])[1 + i % 5] AS league, (i * 2654435761) % 1000003 AS random FROM generate_series(1, ?::int) AS i)
     INSERT INTO events (id, source, source_id, slug, name, kind, league, home_id, away_id, venue_id, starts_at, local_date, search)
     SELECT 'evt_' || i, 'bench', i, 'event-' || i, coalesce(a.name || ' at ' || h.name, 'Evening number ' || i % 500 || ' in ' || v.city),
       CASE WHEN h.id IS NULL THEN 'own' ELSE 'game' END, m.league, h.id, a.id, v.id, now() + i * interval '144 minutes',
       (now() + i * interval '144 minutes')::date, ''
     FROM made m LEFT JOIN team h ON h.league = m.league AND h.n = m.random % h.of_league
       LEFT JOIN team a ON a.league = m.league AND a.n = (m.random / 64 + h.n + 1) % a.of_league AND a.id <> h.id
       JOIN place v ON v.n = m.random % v.places`,
    [count],
  );
  await db.raw('VACUUM ANALYZE events, event_words, event_word_keys');
}

/** Asks one after the other, as visitors type. @returns milliseconds */
export async function searchLoad({ db }: AppContext): Promise<{ p50: number; p95: number; p99: number }> {
  const { performers } = readDemoCatalog();
  const names = [...new Set(performers.flatMap(({ shortName, city }) => [shortName, city]))];
  const asked = [
    ...bySlips(names, 400).map(({ typed }) => typed),
    ...byHand.map(({ typed }) => typed),
    ...names.flatMap((name) => [name, name.slice(0, 3)]),
    ...performers.map(({ abbreviation }) => abbreviation),
    ...[
      'hockey',
      'football',
      'sunday',
      'tonight',
      'hockey sunday',
      'steelers vs bills',
      'dec 25',
      'zzqqxx',
      'evening',
    ],
  ];
  const times: number[] = [];
  for (const round of [0, 1, 2])
    for (const q of asked) {
      const begun = performance.now();
      await suggestEvents(db, q);
      if (round > 0) times.push(performance.now() - begun);
    }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
