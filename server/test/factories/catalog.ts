/** Venues, performers, seasons and events for tests; events created by the rooms' own commands; names and keys are unique. */
import { addEvents } from '../../src/catalog/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { newId, randomText } from '../../src/platform/ids.ts';
import { dayMs, fromNow } from './times.ts';

type Built = Pick<AppContext, 'db' | 'engine'>;

/** @returns its id */
export async function buildVenue(
  { db }: Built,
  { name = `Arena ${randomText(6)}`, city = 'Pittsburgh', timeZone = 'America/New_York' } = {},
): Promise<string> {
  const id = newId('venue');
  await db('venues').insert({
    id,
    source: 'test',
    source_id: id,
    name,
    city,
    region: 'PA',
    country: 'US',
    time_zone: timeZone,
    capacity: 60_000,
  });
  return id;
}

/** @returns its id */
export async function buildPerformer(
  { db }: Built,
  {
    name = `Team ${randomText(6)}`,
    shortName,
    city = 'Pittsburgh',
    league = 'NFL',
  }: { name?: string; shortName?: string; city?: string; league?: string } = {},
): Promise<string> {
  const id = newId('performer');
  await db('performers').insert({
    id,
    source: 'test',
    source_id: id,
    name,
    short_name: shortName ?? name,
    slug: id,
    city,
    league,
  });
  return id;
}

/** @returns its id */
export async function buildSeason({ db }: Built, performerId: string): Promise<string> {
  const id = newId('season');
  await db('seasons').insert({ id, performer_id: performerId, league: 'NFL', name: `NFL ${randomText(6)}` });
  return id;
}

/** How to create an event. */
export interface EventOptions {
  name?: string;
  /** ISO instant; default: in ten days. */
  startsAt?: string;
  venueId?: string;
  homeId?: string | null;
  awayId?: string | null;
  seasonId?: string | null;
  maxPerType?: number;
  holdMs?: number;
}

/** @returns its id */
export async function buildEvent(app: Built, options: EventOptions = {}): Promise<string> {
  const venueId = options.venueId ?? (await buildVenue(app));
  const sourceId = `test-${randomText(10)}`;
  const ids = await inTransaction(app.db, (trx) =>
    addEvents(trx, [
      {
        source: 'test',
        sourceId,
        name: options.name ?? `Game ${sourceId}`,
        kind: options.homeId ? 'game' : 'own',
        league: options.homeId ? 'NFL' : null,
        seasonId: options.seasonId ?? null,
        homeId: options.homeId ?? null,
        awayId: options.awayId ?? null,
        venueId,
        startsAt: options.startsAt ?? fromNow(10 * dayMs),
        timeTbd: false,
        ...(options.maxPerType === undefined ? {} : { maxPerType: options.maxPerType }),
        ...(options.holdMs === undefined ? {} : { holdMs: options.holdMs }),
      },
    ]),
  );
  return ids.get(sourceId) as string;
}

/** How to create a game. */
export interface GameOptions {
  home?: string;
  away?: string;
  venue?: string;
  startsAt?: string;
}

/** A game of two teams, with the season of the home team. */
export async function buildGame(
  app: Built,
  {
    home = `Home ${randomText(5)}`,
    away = `Guests ${randomText(5)}`,
    venue = `Field ${randomText(5)}`,
    startsAt = fromNow(10 * dayMs),
  }: GameOptions = {},
): Promise<{ eventId: string; seasonId: string; homeId: string; venueId: string }> {
  const short = (name: string) => name.split(' ').at(-1) ?? name;
  const homeId = await buildPerformer(app, { name: home, shortName: short(home) });
  const awayId = await buildPerformer(app, { name: away, shortName: short(away) });
  const venueId = await buildVenue(app, { name: venue });
  const seasonId = await buildSeason(app, homeId);
  const name = `${away} at ${home}`;
  const eventId = await buildEvent(app, { name, startsAt, venueId, homeId, awayId, seasonId });
  return { eventId, seasonId, homeId, venueId };
}
