/** Seeds the demo's venues, clubs, seasons and games, moved around today. */
import { DateTime } from 'luxon';
import { addEvents } from '../src/catalog/index.ts';
import { queryPrepared, records, type Trx } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { type Scheduled, scheduleSeasons, seasonName, shiftWeeks } from './calendar.ts';
import { type DemoCatalog, type DemoGame, readDemoCatalog } from './catalog.ts';
import { demoWindow } from './consignment/demoConsignment.ts';
import { levelsOf } from './consignment/seating.ts';
import { venuePositions } from './venuePositions.ts';

/** The `source` of the demo's events. */
export const demoSource = 'demo';

/** The seeded catalog with its ids. */
export interface SeededCatalog {
  recorded: DemoCatalog;
  /** Games around today, in order of start. */
  games: Scheduled<DemoGame>[];
  /** Ids by the demo's keys. */
  venueIds: Map<string, string>;
  performerIds: Map<string, string>;
  /** By `performerKey seasonKey`. */
  seasonIds: Map<string, string>;
  /** By the game's source id. */
  eventIds: Map<string, string>;
}

/**
 * Seeds the catalog.
 * @param now ISO instant around which the seasons are moved
 */
export async function seedCatalog(trx: Trx, now: string): Promise<SeededCatalog> {
  const recorded = readDemoCatalog();
  const scheduled = scheduleSeasons(recorded.games, now.slice(0, 10));
  const games = demoWindow(scheduled, now);
  const venueIds = await insertVenues(trx, recorded);
  const performerIds = await insertPerformers(trx, recorded);
  const seasonIds = await insertSeasons(trx, recorded, performerIds, now.slice(0, 10));
  const performers = new Map(recorded.performers.map((performer) => [performer.key, performer]));
  const eventIds = await addEvents(
    trx,
    games.map((game) => {
      const home = known(performers, game.home);
      const away = known(performers, game.away);
      return {
        source: demoSource,
        sourceId: game.sourceId,
        name: `${away.fullName} at ${home.fullName}`,
        kind: 'game' as const,
        league: home.league.toUpperCase(),
        seasonId: known(seasonIds, `${game.home} ${game.season}`),
        homeId: known(performerIds, game.home),
        awayId: known(performerIds, game.away),
        venueId: known(venueIds, game.venue),
        startsAt: game.startsAt,
        timeTbd: game.timeTbd,
      };
    }),
  );
  return { recorded, games, venueIds, performerIds, seasonIds, eventIds };
}

async function insertVenues(trx: Trx, { venues }: DemoCatalog): Promise<Map<string, string>> {
  const rows = venues.map((venue) => ({
    ...venue,
    id: newId('venue'),
    region: venue.region || null,
    levels: levelsOf(venue),
    latitude: venuePositions[venue.key]?.[0] ?? null,
    longitude: venuePositions[venue.key]?.[1] ?? null,
  }));
  const { from, value } = records(rows, {
    id: 'text',
    key: 'text',
    name: 'text',
    city: 'text',
    region: 'text',
    country: 'text',
    timeZone: 'text',
    capacity: 'integer',
    levels: 'jsonb',
    latitude: 'float8',
    longitude: 'float8',
  });
  await queryPrepared(
    trx,
    `INSERT INTO venues (id, source_id, name, city, region, country, time_zone, capacity, levels, latitude, longitude, source)
     SELECT n.*, $2 FROM ${from}`,
    [value, demoSource],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

async function insertPerformers(trx: Trx, { performers }: DemoCatalog): Promise<Map<string, string>> {
  const rows = performers.map((performer) => ({
    ...performer,
    id: newId('performer'),
    league: performer.league.toUpperCase(),
  }));
  const { from, value } = records(rows, {
    id: 'text',
    key: 'text',
    fullName: 'text',
    shortName: 'text',
    slug: 'text',
    city: 'text',
    league: 'text',
    primaryColor: 'text',
    secondaryColor: 'text',
    abbreviation: 'text',
  });
  await queryPrepared(
    trx,
    `INSERT INTO performers (id, source_id, name, short_name, slug, city, league, primary_color, secondary_color, code, source)
     SELECT n.*, $2 FROM ${from}`,
    [value, demoSource],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** Each club has its own season, named like the league's season after the move. */
async function insertSeasons(
  trx: Trx,
  { seasons, performers, games }: DemoCatalog,
  performerIds: Map<string, string>,
  today: string,
): Promise<Map<string, string>> {
  const rows = seasons.flatMap((season) => {
    const own = games.filter((game) => game.season === season.key);
    const weeks = shiftWeeks(own, today);
    const windows = windowsOf(own, weeks);
    return performers
      .filter(({ league }) => league === season.league)
      .map(({ key }) => ({
        id: newId('season'),
        key: `${key} ${season.key}`,
        performerId: known(performerIds, key),
        league: season.league.toUpperCase(),
        name: seasonName(season, weeks),
        sellingFrom: windows.selling?.from,
        sellingUntil: windows.selling?.until,
        regularFrom: windows.regular?.from,
        regularUntil: windows.regular?.until,
        playoffsFrom: windows.playoffs?.from,
        playoffsUntil: windows.playoffs?.until,
      }));
  });
  const { from, value } = records(rows, {
    id: 'text',
    performerId: 'text',
    league: 'text',
    name: 'text',
    sellingFrom: 'date',
    sellingUntil: 'date',
    regularFrom: 'date',
    regularUntil: 'date',
    playoffsFrom: 'date',
    playoffsUntil: 'date',
  });
  await queryPrepared(
    trx,
    `INSERT INTO seasons (id, performer_id, league, name, selling_from, selling_until, regular_from, regular_until, playoffs_from,
       playoffs_until) SELECT n.* FROM ${from}`,
    [value],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

interface Window {
  from: string;
  until: string;
}

/**
 * The selling window starts two months before the first game. Where no play-off game is recorded, the
 * play-offs get five weeks.
 */
function windowsOf(
  games: readonly DemoGame[],
  weeks: number,
): { selling: Window | null; regular: Window | null; playoffs: Window | null } {
  const shifted = (day: string, days = 0) =>
    DateTime.fromISO(day, { zone: 'utc' }).plus({ weeks, days }).toISODate() as string;
  const within = (stage: DemoGame['stage']) => {
    const days = games.flatMap((game) => (game.stage === stage ? [game.localDate] : [])).sort();
    const [from, until] = [days[0], days.at(-1)];
    return from && until ? { from, until } : null;
  };
  const regular = within('regular');
  if (regular === null) return { selling: null, regular: null, playoffs: null };
  const playoffs = within('playoffs');
  return {
    selling: { from: shifted(regular.from, -60), until: shifted(regular.until) },
    regular: { from: shifted(regular.from), until: shifted(regular.until) },
    playoffs: playoffs
      ? { from: shifted(playoffs.from), until: shifted(playoffs.until) }
      : { from: shifted(regular.until, 1), until: shifted(regular.until, 36) },
  };
}

/**
 * The value of a key.
 * @throws Error when it is missing
 */
export function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`the demo doesn't know ${key}`);
  return value;
}
