/** An event of ours is made from an entry, with the venue and the teams that aren't known yet. */
import { type Catalogue, catalogueNames, type OutsideEvent } from '@holdfast/shared/catalogs';
import { IANAZone } from 'luxon';
import { addEvents } from '../../catalog/index.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { startIn } from '../matching/matchOutside.ts';
import { meansTeam, meansVenue, wordsOf } from '../matching/names.ts';

export interface KnownPlaces {
  venueId: string | null;
  timeZone: string | null;
  homeId: string | null;
  awayId: string | null;
  league: string | null;
}

/** Which venue and teams of ours the entry names. */
export async function placesKnown(trx: Trx, said: OutsideEvent): Promise<KnownPlaces> {
  const venues = await run<{
    id: string;
    name: string;
    city: string;
    region: string | null;
    time_zone: string;
  }>(trx, 'SELECT id, name, city, region, time_zone FROM venues ORDER BY id');
  const venue = venues.find((each) => meansVenue(said, each));
  const teams = await run<{
    id: string;
    name: string;
    short_name: string;
    city: string;
    league: string | null;
  }>(trx, 'SELECT id, name, short_name, city, league FROM performers ORDER BY id');
  const teamOf = (name: string | null) =>
    name === null
      ? undefined
      : teams.find((team) => meansTeam(name, { ...team, shortName: team.short_name }));
  const home = teamOf(said.home);
  return {
    venueId: venue?.id ?? null,
    timeZone: venue?.time_zone ?? null,
    homeId: home?.id ?? null,
    awayId: teamOf(said.away)?.id ?? null,
    league: home?.league ?? null,
  };
}

/**
 * @returns the new event's id
 * @throws Problem `validation_failed` while its day, its venue or the venue's time zone isn't known
 */
export async function makeEvent(trx: Trx, catalogue: Catalogue, said: OutsideEvent): Promise<string> {
  const known = await placesKnown(trx, said);
  const timeZone = known.timeZone ?? said.timeZone;
  const refuse = (what: string) =>
    new Problem(
      'validation_failed',
      `${catalogueNames[catalogue]} doesn’t say ${what}. Make the event by hand, and link it.`,
    );
  if (said.venueName === null) throw refuse('where it is');
  if (timeZone === null || !IANAZone.isValidZone(timeZone)) throw refuse('the venue’s time zone');
  const startsAt = startIn(said, timeZone);
  if (startsAt === null) throw refuse('its day');
  const venueId = known.venueId ?? (await makeVenue(trx, catalogue, said, timeZone));
  const isGame = said.isGame && said.home !== null && said.away !== null;
  const homeId = isGame
    ? (known.homeId ?? (await makePerformer(trx, catalogue, said.home as string, said)))
    : null;
  const awayId = isGame
    ? (known.awayId ?? (await makePerformer(trx, catalogue, said.away as string, null)))
    : null;
  const made = await addEvents(trx, [
    {
      source: catalogue,
      sourceId: said.outsideId,
      name: isGame ? `${said.away} at ${said.home}` : said.name,
      kind: isGame ? 'game' : 'own',
      league: isGame ? known.league : null,
      seasonId: null,
      homeId,
      awayId,
      venueId,
      startsAt,
      timeTbd: said.timeTbd,
    },
  ]);
  const id = made.get(said.outsideId);
  if (id === undefined)
    throw new Problem('already_decided', 'An event was made from this entry before. Link it to that one.');
  return id;
}

async function makeVenue(
  trx: Trx,
  catalogue: Catalogue,
  said: OutsideEvent,
  timeZone: string,
): Promise<string> {
  const id = newId('venue');
  await run(
    trx,
    `INSERT INTO venues (id, source, source_id, name, city, region, country, time_zone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, catalogue, id, said.venueName, said.city ?? '', said.region, said.country ?? 'US', timeZone],
  );
  return id;
}

/** @param at where a home team is at home; null for a visitor, whose city isn't told */
async function makePerformer(
  trx: Trx,
  catalogue: Catalogue,
  name: string,
  at: OutsideEvent | null,
): Promise<string> {
  const id = newId('performer');
  const slug = wordsOf(name).join('-') || id;
  const [taken] = await run(trx, 'SELECT 1 AS taken FROM performers WHERE slug = $1', [slug]);
  await run(
    trx,
    `INSERT INTO performers (id, source, source_id, name, short_name, slug, city) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, catalogue, id, name, name, taken ? `${slug}-${id.slice(-6)}` : slug, at?.city ?? ''],
  );
  return id;
}
