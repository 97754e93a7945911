/** Matches a feed's entry with one of our events. Pure. */
import type { Candidate, FeedEvent } from '@holdfast/shared/feeds';
import { DateTime } from 'luxon';
import { meansTeam, meansVenue, type NamedTeam, type NamedVenue, wordsOf } from '../../catalog/index.ts';

export interface OurEvent {
  id: string;
  name: string;
  kind: 'game' | 'own';
  home: NamedTeam | null;
  away: NamedTeam | null;
  venue: NamedVenue & { timeZone: string };
  /** ISO instant. */
  startsAt: string;
  timeTbd: boolean;
  /** Another entry of the same feed is already linked to it. */
  taken: boolean;
}

export type MatchOutcome = { eventId: string } | { why: string };

/** Milliseconds that starts may differ (doors against kick-off). Beyond it a person decides. */
export const toleranceMs = 3 * 3_600_000;
/** Milliseconds within which an event is a candidate at all: teams meet again days later. */
const candidateWithinMs = 21 * 86_400_000;
const mostCandidates = 9;

interface Likeness {
  teams: boolean;
  /** One of two teams, or a part of the name. */
  aTeam: boolean;
  venue: boolean;
  /** Milliseconds between the starts; null: theirs isn't known. */
  apartMs: number | null;
}

/**
 * By teams (or the name), venue and start, all three; only when exactly one event fits and no other entry of that
 * feed is it.
 */
export function matchFeedEvent(facts: FeedEvent, ours: readonly OurEvent[]): MatchOutcome {
  if (facts.localStart === null && facts.startsAt === null)
    return { why: 'Its day isn’t known yet. It is looked at again with every run.' };
  const likes = ours.map((event) => ({ event, like: likenessOf(facts, event) }));
  const fitting = likes.filter(
    ({ like }) => like.teams && like.venue && like.apartMs !== null && like.apartMs <= toleranceMs,
  );
  const [fit] = fitting;
  if (fit && fitting.length === 1)
    return fit.event.taken
      ? { why: `${fit.event.name} is another entry of this feed already. One of the two is wrong.` }
      : { eventId: fit.event.id };
  if (fit) return { why: `${fitting.length} of our events fit: the same teams, place and time.` };
  return { why: whyNot(likes) };
}

function whyNot(likes: ReadonlyArray<{ like: Likeness }>): string {
  const any = (holds: (like: Likeness) => boolean) => likes.some(({ like }) => holds(like));
  const near = ({ apartMs }: Likeness) => apartMs !== null && apartMs <= toleranceMs;
  if (any((like) => like.teams && like.venue))
    return 'Teams and venue fit, but the start is more than 3 hours off. It may have been moved.';
  if (any((like) => like.teams && near(like))) return 'Teams and start fit, but the venue has another name.';
  if (any((like) => like.aTeam && like.venue && near(like)))
    return 'Venue and start fit, but only one of the teams does.';
  if (any((like) => like.venue && near(like))) return 'Something else is at that venue at that time.';
  if (any((like) => like.teams)) return 'These teams meet, but at another venue and time.';
  return 'Nothing in our feed is like it.';
}

function likenessOf(facts: FeedEvent, event: OurEvent): Likeness {
  const means = (name: string | null, team: NamedTeam | null) =>
    name !== null && team !== null && meansTeam(name, team);
  const home = means(facts.home, event.home);
  const away = means(facts.away, event.away);
  const isGame = event.home !== null && event.away !== null;
  const teams = isGame ? home && away : facts.away === null && sameWords(facts.name, event.name);
  return {
    teams,
    aTeam: teams || home || away || means(facts.home, event.away) || means(facts.away, event.home),
    venue: meansVenue(facts, event.venue),
    apartMs: apart(facts, event),
  };
}

const sameWords = (a: string, b: string) =>
  wordsOf(a).join(' ') === wordsOf(b).join(' ') && wordsOf(a).length > 0;

/** Wall times are compared on our venue's wall; where one side only knows the day, by days. */
function apart(facts: FeedEvent, { startsAt, timeTbd, venue }: OurEvent): number | null {
  const ours = DateTime.fromISO(startsAt, { zone: venue.timeZone });
  if (facts.timeTbd || timeTbd) {
    const day = facts.localStart?.slice(0, 10);
    if (day === undefined) return null;
    return Math.abs(Date.parse(day) - Date.parse(ours.toISODate() ?? ''));
  }
  const theirs = startIn(facts, venue.timeZone);
  return theirs === null ? null : Math.abs(Date.parse(theirs) - ours.toMillis());
}

/**
 * The instant at which it starts, by what it says, else by its wall time in a zone. A wall time that comes twice is the
 * first one; one that the clock skips is the hour after.
 * @returns ISO instant; null where the day isn't known
 */
export function startIn(facts: FeedEvent, timeZone: string): string | null {
  if (facts.startsAt !== null) return facts.startsAt;
  if (facts.localStart === null) return null;
  const at = DateTime.fromISO(facts.localStart, { zone: timeZone });
  return at.isValid ? at.toUTC().toISO() : null;
}

/** Candidates for a person, most similar first, compared field by field. */
export function candidatesFor(facts: FeedEvent, ours: readonly OurEvent[]): Candidate[] {
  return ours
    .map((event) => ({ event, like: likenessOf(facts, event) }))
    .filter(({ like }) => {
      const isNear = like.apartMs !== null && like.apartMs <= candidateWithinMs;
      const sameDay = like.apartMs !== null && like.apartMs < 86_400_000;
      return isNear && (like.teams || (like.aTeam && (like.venue || sameDay)) || (like.venue && sameDay));
    })
    .sort((a, b) => weightOf(b.like) - weightOf(a.like) || (a.event.id < b.event.id ? -1 : 1))
    .slice(0, mostCandidates)
    .map(({ event, like }) => ({
      eventId: event.id,
      name: event.name,
      taken: event.taken,
      comparisons: [
        { what: 'teams', theirs: namesOf(facts), ours: event.name, same: like.teams },
        {
          what: 'venue',
          theirs: [facts.venueName, facts.city].filter(Boolean).join(', ') || 'unknown',
          ours: `${event.venue.name}, ${event.venue.city}`,
          same: like.venue,
        },
        {
          what: 'start',
          theirs: facts.localStart === null ? 'unknown' : wallText(facts.localStart, facts.timeTbd),
          ours: wallText(
            DateTime.fromISO(event.startsAt, { zone: event.venue.timeZone }).toFormat("yyyy-MM-dd'T'HH:mm"),
            event.timeTbd,
          ),
          same: like.apartMs !== null && like.apartMs <= toleranceMs,
        },
      ],
    }));
}

function weightOf({ teams, aTeam, venue, apartMs }: Likeness): number {
  const days = (apartMs ?? candidateWithinMs) / 86_400_000;
  return (teams ? 40 : aTeam ? 15 : 0) + (venue ? 20 : 0) - days;
}

const namesOf = ({ home, away, name }: FeedEvent) =>
  home !== null && away !== null ? `${away} at ${home}` : name;

function wallText(wall: string, timeTbd: boolean): string {
  const at = DateTime.fromISO(wall, { zone: 'utc', locale: 'en-US' });
  return timeTbd ? `${at.toFormat('ccc LLL d, yyyy')}, time open` : at.toFormat('ccc LLL d, yyyy, HH:mm');
}
