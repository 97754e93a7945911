/** What of ours an entry's words may mean, and the new one that they make. Pure. */

import type { FeedEvent, Question } from '@holdfast/shared/feeds';
import { type Choosable, leagueOfFeed, newTeam } from '@holdfast/shared/feeds';
import {
  countries,
  type KnownLeague,
  type KnownPerformer,
  type KnownVenue,
  wordsOf,
  zoneProblems,
} from '../../catalog/index.ts';

/** The catalogue, as far as an entry's words can mean it. What is retired is in none of the lists. */
export interface Catalogue {
  venues: readonly KnownVenue[];
  performers: readonly KnownPerformer[];
  leagues: readonly KnownLeague[];
  /** What is retired, by name. */
  retired: { venues: readonly KnownVenue[]; performers: readonly KnownPerformer[] };
}

const mostKnown = 3;
/** Words that say nothing of which one it is. */
const common = new Set(
  'arena center centre stadium field park hall theatre theater garden fc sc of and at in club'.split(' '),
);

/** How many telling words two names have in common. */
function shared(a: string, b: string): number {
  const theirs = new Set(wordsOf(a).filter((word) => !common.has(word)));
  return new Set(wordsOf(b).filter((word) => theirs.has(word))).size;
}

function likest<T extends { id: string; mergedInto: string | null }>(
  all: readonly T[],
  likeness: (each: T) => number,
): T[] {
  return all
    .filter((each) => each.mergedInto === null)
    .map((each) => ({ each, like: likeness(each) }))
    .filter(({ like }) => like > 0)
    .sort((a, b) => b.like - a.like || (a.each.id < b.each.id ? -1 : 1))
    .slice(0, mostKnown)
    .map(({ each }) => each);
}

/** Teams that share a word with the feed's; where it has none, those at home at the venue. */
export function likeTeams(
  words: string | null,
  venueId: string | null,
  performers: readonly KnownPerformer[],
): Choosable[] {
  const likeness = (team: KnownPerformer) =>
    words === null
      ? Number(venueId !== null && team.homeVenueId === venueId)
      : Math.max(...[`${team.city} ${team.name}`, ...team.aliases].map((name) => shared(words, name)));
  return likest(performers, likeness).map(({ id, name, league, city }) => ({
    id,
    name,
    league,
    aside: league ?? city,
  }));
}

/** Venues of the city or of a like name; the home team's own one first. */
export function likeVenues(
  { venueName, city }: FeedEvent,
  homeVenueId: string | null,
  venues: readonly KnownVenue[],
): Choosable[] {
  const likeness = (venue: KnownVenue) => {
    const isInCity = city !== null && wordsOf(city).join(' ') === wordsOf(venue.city).join(' ');
    const names = venueName === null ? 0 : shared(venueName, [venue.name, ...venue.aliases].join(' '));
    return Number(venue.id === homeVenueId) * 10 + names * 2 + Number(isInCity) * 5;
  };
  return likest(venues, likeness).map(({ id, name, city: place }) => ({
    id,
    name,
    aside: place,
    league: null,
  }));
}

/** The league that words mean: by its code, its name, or its code among them, as in “NHL Hockey”. */
export function leagueMeant(
  words: string | null | undefined,
  leagues: readonly KnownLeague[],
): KnownLeague | null {
  if (!words) return null;
  const said = wordsOf(words);
  const isNamed = (text: string) => wordsOf(text).join(' ') === said.join(' ');
  return (
    leagues.find(({ code, name }) => isNamed(code) || isNamed(name)) ??
    leagues.find(({ code }) => said.includes(code.toLowerCase())) ??
    null
  );
}

/** A new league by the feed's words: the first that is a code, such as NBA. */
export function freshLeague(words: string | null): Question['fresh']['league'] {
  const code = words?.split(/\s+/).find((word) => leagueOfFeed.shape.id.safeParse(word).success);
  const parsed = leagueOfFeed.safeParse({ id: code, name: words });
  return parsed.success ? parsed.data : null;
}

/** A new team by the feed's words. @param city of the home team's venue; empty for visitors, whose city isn't known */
export function freshTeam(words: string | null, city: string): Question['fresh']['team'] {
  const parsed = newTeam.safeParse({ name: words, city });
  return parsed.success ? parsed.data : null;
}

/** A new venue by the feed's words, with what our own venues tell of its country and zone. */
export function freshVenue(facts: FeedEvent, venues: readonly KnownVenue[]): Question['fresh']['venue'] {
  const country = countryOf(facts, venues);
  return {
    name: (facts.venueName ?? '').slice(0, 100),
    city: (facts.city ?? '').slice(0, 80),
    region: facts.region?.slice(0, 80) ?? null,
    country,
    timeZone: country === null ? null : zoneOf(facts, country, venues),
  };
}

const sameText = (a: string | null, b: string | null) =>
  a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

/** As the feed says it, else that of our venues in the same state. */
function countryOf({ country, region }: FeedEvent, venues: readonly KnownVenue[]): string | null {
  const said = country?.trim().toUpperCase().replaceAll('.', '') ?? '';
  const known = countries().find(({ id, name }) => id === said || name.toUpperCase() === said);
  if (known) return known.id;
  // Americans' own words for it, which CLDR doesn't have as a name.
  if (['USA', 'UNITED STATES OF AMERICA'].includes(said)) return 'US';
  if (said !== '') return null;
  return only(venues.filter((venue) => sameText(venue.region, region)).map((venue) => venue.country));
}

/** As the feed says it where the country has it, else that of our venues in its city or state, or the country's only one. */
function zoneOf(facts: FeedEvent, country: string, venues: readonly KnownVenue[]): string | null {
  const { timeZone, city, region } = facts;
  if (timeZone !== null && zoneProblems({ country, timeZone, latitude: null, longitude: null }).length === 0)
    return timeZone;
  const near = venues.filter(
    (venue) => venue.country === country && (region === null || sameText(venue.region, region)),
  );
  return (
    only(near.filter((venue) => sameText(venue.city, city)).map((venue) => venue.timeZone)) ??
    only(near.map((venue) => venue.timeZone)) ??
    only(countries().find(({ id }) => id === country)?.timeZones ?? [])
  );
}

/** The one that they all are; null where there is none or they differ. */
function only(all: readonly string[]): string | null {
  const [one, ...others] = new Set(all);
  return one !== undefined && others.length === 0 ? one : null;
}
