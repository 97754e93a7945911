/** An event of ours is made from an entry, with the venue and the teams that aren't known yet. */
import { type Catalogue, catalogueNames, type OutsideEvent } from '@holdfast/shared/catalogs';
import { IANAZone } from 'luxon';
import { addEvents, addPerformer, addVenue, listPlaces } from '../../catalog/index.ts';
import type { Trx } from '../../platform/db/index.ts';
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
  const { venues, performers } = await listPlaces(trx);
  const venue = venues.find((each) => meansVenue(said, each));
  const teamOf = (name: string | null) =>
    name === null ? undefined : performers.find((team) => meansTeam(name, team));
  const home = teamOf(said.home);
  return {
    venueId: venue?.id ?? null,
    timeZone: venue?.timeZone ?? null,
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

const makeVenue = (trx: Trx, source: Catalogue, said: OutsideEvent, timeZone: string): Promise<string> =>
  addVenue(trx, {
    source,
    name: said.venueName ?? '',
    city: said.city ?? '',
    region: said.region,
    country: said.country ?? 'US',
    timeZone,
  });

/** @param at where a home team is at home; null for a visitor, whose city isn't told */
const makePerformer = (trx: Trx, source: Catalogue, name: string, at: OutsideEvent | null): Promise<string> =>
  addPerformer(trx, { source, name, city: at?.city ?? '', slug: wordsOf(name).join('-') });
