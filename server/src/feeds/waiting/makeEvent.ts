/** Creates an event from an entry, with its missing venue and teams. */
import { type Feed, type FeedEvent, feedNames } from '@holdfast/shared/feeds';
import { IANAZone } from 'luxon';
import {
  addEvents,
  addPerformer,
  addVenue,
  listPlaces,
  meansTeam,
  meansVenue,
  requireVenue,
  wordsOf,
} from '../../catalog/index.ts';
import type { Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { startIn } from '../matching/matchFeedEvent.ts';

export interface KnownPlaces {
  venueId: string | null;
  timeZone: string | null;
  homeId: string | null;
  awayId: string | null;
  league: string | null;
}

/** The venue and teams of ours that the entry names. */
export async function placesKnown(trx: Trx, facts: FeedEvent): Promise<KnownPlaces> {
  const { venues, performers } = await listPlaces(trx);
  const venue = venues.find((each) => meansVenue(facts, each));
  const teamOf = (name: string | null) =>
    name === null ? undefined : performers.find((team) => meansTeam(name, team));
  const home = teamOf(facts.home);
  return {
    venueId: venue?.id ?? null,
    timeZone: venue?.timeZone ?? null,
    homeId: home?.id ?? null,
    awayId: teamOf(facts.away)?.id ?? null,
    league: home?.league ?? null,
  };
}

/**
 * @returns the new event's id
 * @throws Problem `validation_failed` while its day, its venue or the venue's time zone isn't known, and for a retired venue
 */
export async function makeEvent(trx: Trx, feed: Feed, facts: FeedEvent): Promise<string> {
  const known = await placesKnown(trx, facts);
  const timeZone = known.timeZone ?? facts.timeZone;
  const refuse = (what: string) =>
    new Problem(
      'validation_failed',
      `${feedNames[feed]} doesn’t say ${what}. Make the event by hand, and link it.`,
    );
  if (facts.venueName === null) throw refuse('where it is');
  if (timeZone === null || !IANAZone.isValidZone(timeZone)) throw refuse('the venue’s time zone');
  const startsAt = startIn(facts, timeZone);
  if (startsAt === null) throw refuse('its day');
  if (known.venueId !== null) await requireVenue(trx, known.venueId);
  const venueId = known.venueId ?? (await makeVenue(trx, feed, facts, timeZone));
  const isGame = facts.isGame && facts.home !== null && facts.away !== null;
  const homeId = isGame
    ? (known.homeId ?? (await makePerformer(trx, feed, facts.home as string, facts)))
    : null;
  const awayId = isGame
    ? (known.awayId ?? (await makePerformer(trx, feed, facts.away as string, null)))
    : null;
  const made = await addEvents(trx, [
    {
      source: feed,
      sourceId: facts.feedId,
      name: isGame ? `${facts.away} at ${facts.home}` : facts.name,
      // Consignors' tickets, whatever is played: the marketplace makes its own events itself.
      kind: 'game',
      league: isGame ? known.league : null,
      seasonId: null,
      homeId,
      awayId,
      venueId,
      startsAt,
      timeTbd: facts.timeTbd,
    },
  ]);
  const id = made.get(facts.feedId);
  if (id === undefined)
    throw new Problem('already_decided', 'An event was made from this entry before. Link it to that one.');
  return id;
}

const makeVenue = (trx: Trx, source: Feed, facts: FeedEvent, timeZone: string): Promise<string> =>
  addVenue(trx, {
    source,
    name: facts.venueName ?? '',
    city: facts.city ?? '',
    region: facts.region,
    country: facts.country ?? 'US',
    timeZone,
  });

/** @param at the home team's venue; null for the visiting team, whose city is unknown */
const makePerformer = (trx: Trx, source: Feed, name: string, at: FeedEvent | null): Promise<string> =>
  addPerformer(trx, { source, name, city: at?.city ?? '', slug: wordsOf(name).join('-') });
