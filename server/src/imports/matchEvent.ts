/** Matches a line with an event of the catalog: by the day at the venue, the teams, the venue and the time. */
import type { BrokerEventReference } from '@holdfast/shared/imports/broker';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

export interface KnownEvent {
  id: string;
  kind: 'game' | 'own';
  name: string;
  short_name: string;
  home_short: string | null;
  away_short: string | null;
  /** Names and cities of the teams, in one text. */
  teams: string;
  /** Code, name and sport of its league, in one text. */
  league: string;
  venue_name: string;
  venue_place: string;
  /** YYYY-MM-DD and HH:MM on the venue's wall. */
  local_date: string;
  local_time: string;
  time_tbd: boolean;
  status: string;
  begun: boolean;
  currency: string;
}

export interface MatchProblem {
  field: string;
  code: string;
  message: string;
}

export type Match = { event: KnownEvent } | { problem: MatchProblem };

const knownEvents = `SELECT e.id, e.kind, e.name, e.short_name, e.home_short, e.away_short,
    concat_ws(' ', e.home_name, e.home_city, e.away_name, e.away_city) AS teams,
    concat_ws(' ', l.id, l.name, l.sport) AS league, e.venue_name, concat_ws(' ', e.venue_city, e.venue_region) AS venue_place,
    e.local_date, to_char(e.starts_at AT TIME ZONE e.time_zone, 'HH24:MI') AS local_time, e.time_tbd, e.status,
    e.starts_at <= now() AS begun, e.currency
  FROM catalog_events_named e LEFT JOIN catalog_leagues_named l ON l.id = e.league`;

/** The events on these days, by day. */
async function eventsOnDays(trx: Trx, days: string[]): Promise<Map<string, KnownEvent[]>> {
  const rows = await queryPrepared<KnownEvent>(
    trx,
    `${knownEvents} WHERE e.local_date = ANY($1::date[]) ORDER BY e.starts_at, e.id`,
    [[...new Set(days)]],
  );
  return Map.groupBy(rows, ({ local_date }) => local_date);
}

async function eventsById(trx: Trx, ids: string[]): Promise<Map<string, KnownEvent>> {
  const rows = await queryPrepared<KnownEvent>(trx, `${knownEvents} WHERE e.id = ANY($1::text[])`, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a row says of its game, as a decision on it is remembered for a consignor. */
export function referenceKey({ externalId, name, venueName, startsAtLocal }: BrokerEventReference): string {
  return startsAtLocal === null
    ? `id ${externalId}`
    : [name ?? '', venueName ?? '', startsAtLocal].map((part) => part.toLowerCase().trim()).join(' | ');
}

export interface GameSource {
  consignorId: string;
  /** The event for rows without a date. */
  eventId: string | null;
}

/**
 * Matches the lines of one file; lines that say the same of their game are compared once. What somebody decided for
 * this consignor goes before every rule.
 */
export async function eventMatcher(
  trx: Trx,
  { consignorId, eventId }: GameSource,
  references: readonly BrokerEventReference[],
): Promise<(reference: BrokerEventReference | null) => Match> {
  const decided = await queryPrepared<{ reference: string; event_id: string }>(
    trx,
    'SELECT reference, event_id FROM import_games WHERE consignor_id = $1 AND reference = ANY($2::text[])',
    [consignorId, [...new Set(references.map(referenceKey))]],
  );
  const byReference = new Map(decided.map((row) => [row.reference, row.event_id]));
  const byId = await eventsById(trx, [...byReference.values(), ...(eventId === null ? [] : [eventId])]);
  const fixed = eventId === null ? undefined : byId.get(eventId);
  const onDays = await eventsOnDays(
    trx,
    references.flatMap(({ startsAtLocal }) => startsAtLocal?.slice(0, 10) ?? []),
  );
  const matches = new Map<string, Match>();
  return (reference) => {
    if (reference === null)
      return fixed
        ? open(fixed, null)
        : refused('event', 'event_not_named', 'The line names no game. Upload it for one game.');
    const key = referenceKey(reference);
    const known = matches.get(key);
    if (known) return known;
    const chosen = byId.get(byReference.get(key) ?? '');
    const match = chosen
      ? open(chosen, null)
      : fixed && reference.startsAtLocal === null
        ? open(fixed, null)
        : matchEvent(reference, onDays);
    matches.set(key, match);
    return match;
  };
}

const refused = (field: string, code: string, message: string): Match => ({
  problem: { field, code, message },
});

/** Words that don't identify teams, such as week numbers in exports. Those of an event's league don't either. */
const noise = new Set('at vs v the of and in game week regular season preseason playoffs'.split(' '));

/** The words of a name that identify it, without marks and case. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !noise.has(word) && !/^\d+$/.test(word));
}

const within = (words: readonly string[], all: ReadonlySet<string>) => words.every((word) => all.has(word));

/**
 * An event is meant when nothing of the name is foreign to it (a "parking pass" is) and it is named in full or, where it
 * isn't our own, one of its teams or its artist is.
 */
function nameMeans(name: string, event: KnownEvent): boolean {
  const said = wordsOf(name);
  if (said.length === 0) return false;
  const saidSet = new Set(said);
  const known = event.kind === 'own' ? event.name : `${event.name} ${event.teams}`;
  if (!within(said, new Set(wordsOf(`${known} ${event.league}`)))) return false;
  const isOfTwo = event.home_short !== null && event.away_short !== null;
  const whole = isOfTwo ? [] : [event.name];
  const sides = event.kind === 'own' ? [] : [event.home_short, event.away_short];
  return [...whole, ...sides].some((named) => {
    const words = wordsOf(named ?? '');
    return words.length > 0 && within(words, saidSet);
  });
}

function venueMeans(name: string, event: KnownEvent): boolean {
  const said = wordsOf(name);
  const venue = wordsOf(event.venue_name);
  if (said.length === 0) return false;
  return (
    (within(said, new Set([...venue, ...wordsOf(event.venue_place)])) &&
      said.some((word) => venue.includes(word))) ||
    (venue.length > 0 && within(venue, new Set(said)))
  );
}

/** Minutes by which a file may differ: doors against kick-off. Farther off it is another game, or a moved one. */
const timeTolerance = 180;

/** @param onDays events of at least the day that the reference names */
export function matchEvent(reference: BrokerEventReference, onDays: Map<string, KnownEvent[]>): Match {
  const { externalId, name, venueName, startsAtLocal } = reference;
  if (startsAtLocal === null)
    return refused(
      'event_id',
      'event_unknown',
      `Nothing in the catalogue is known by the id ${externalId}. Choose the game once; it is remembered.`,
    );
  const [day = '', time = ''] = startsAtLocal.split('T');
  const events = onDays.get(day) ?? [];
  const problem = refused;
  if (name === null && venueName === null)
    return problem(
      'event_name',
      'required',
      'event_name and venue_name are empty. Enter one of them, so that the game can be found.',
    );
  if (events.length === 0)
    return problem('event_date', 'event_unknown', `No event in the catalogue is on ${day}. Check the date.`);
  const byVenue = venueName === null ? events : events.filter((event) => venueMeans(venueName, event));
  const byName = name === null ? byVenue : events.filter((event) => nameMeans(name, event));
  if (byName.length === 0 && name !== null)
    return problem(
      'event_name',
      'event_unknown',
      `No event on ${day} is called "${name}".${hint(venueName === null ? [] : byVenue)}`,
    );
  const both = byName.filter((event) => byVenue.includes(event));
  if (both.length === 0)
    return problem(
      'venue_name',
      'venue_differs',
      byName[0]
        ? `${byName[0].short_name} on ${day} is at ${byName[0].venue_name}, not at "${venueName}".`
        : `No event on ${day} is at "${venueName}". Check the venue and the date.`,
    );
  const [event] = both.length === 1 ? both : both.filter(({ local_time }) => time.startsWith(local_time));
  if (!event)
    return problem(
      'event_name',
      'event_ambiguous',
      `Several events on ${day} could be meant: ${both
        .slice(0, 3)
        .map(({ short_name, local_time }) => `${short_name} at ${local_time}`)
        .join('; ')}. Give the name and the exact time.`,
    );
  return open(event, time);
}

/** @param time what the file says, HH:MM:SS; null where a person chose the game */
function open(event: KnownEvent, time: string | null): Match {
  const refuse = refused;
  if (
    time !== null &&
    !event.time_tbd &&
    Math.abs(minutesOf(time) - minutesOf(event.local_time)) > timeTolerance
  )
    return refuse(
      'event_date',
      'time_differs',
      `${event.short_name} on ${event.local_date} starts at ${event.local_time} at the venue, not at ${time.slice(0, 5)}. Correct the time.`,
    );
  if (event.begun)
    return refuse('event_date', 'event_over', `${event.short_name} on ${event.local_date} has begun.`);
  if (event.status === 'cancelled')
    return refuse('event_name', 'event_cancelled', `${event.short_name} is cancelled.`);
  return { event };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function hint(events: KnownEvent[]): string {
  if (events.length === 0) return ' Check the name and the date.';
  return ` At that venue that day: ${events
    .slice(0, 3)
    .map(({ short_name }) => short_name)
    .join('; ')}.`;
}
