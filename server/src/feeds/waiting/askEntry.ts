/** What is known of an entry by our catalogue, and what must be asked before an event is made of it. */
import {
  type AskedFact,
  type Feed,
  type FeedEvent,
  feedNames,
  newVenue,
  type Question,
} from '@holdfast/shared/feeds';
import {
  type KnownPerformer,
  type KnownVenue,
  listLeagueNames,
  listPlaces,
  meansTeam,
  meansVenue,
  retiredPlaces,
  wordsOf,
  zoneProblems,
} from '../../catalog/index.ts';
import type { Trx } from '../../platform/db/index.ts';
import {
  type Catalogue,
  freshLeague,
  freshTeam,
  freshVenue,
  leagueMeant,
  likeTeams,
  likeVenues,
} from './suggest.ts';

/** An entry with what its feed says of it. */
export interface Asked {
  feed: Feed;
  facts: FeedEvent;
}

/** What of ours an entry's words mean, and the questions about the rest. */
export interface Known {
  home: KnownPerformer | null;
  away: KnownPerformer | null;
  venue: KnownVenue | null;
  /** Its code: of the home team, as the feed says it, or of the visitors. */
  league: string | null;
  questions: Question[];
}

/** The catalogue as entries are compared with it. */
export async function readCatalogue(trx: Trx): Promise<Catalogue> {
  const { venues, performers } = await listPlaces(trx);
  const retired = await retiredPlaces(trx);
  const isRetired = ({ id }: { id: string }) => retired.has(id);
  return {
    venues: venues.filter((each) => !isRetired(each)),
    performers: performers.filter((each) => !isRetired(each)),
    leagues: await listLeagueNames(trx),
    retired: { venues: venues.filter(isRetired), performers: performers.filter(isRetired) },
  };
}

/** What is known of an entry, and what must be asked. */
export function askEntry(entry: Asked, catalogue: Catalogue): Known {
  const { facts } = entry;
  const teamOf = (name: string | null) =>
    (name !== null && facts.isGame && catalogue.performers.find((team) => meansTeam(name, team))) || null;
  const home = teamOf(facts.home);
  const away = teamOf(facts.away);
  const venue = catalogue.venues.find((each) => meansVenue(facts, each)) ?? null;
  const said = leagueMeant(facts.league, catalogue.leagues);
  const known = { home, away, venue, league: home?.league ?? said?.id ?? away?.league ?? null };
  return { ...known, questions: questionsOf(entry, known, catalogue) };
}

function questionsOf(entry: Asked, known: Omit<Known, 'questions'>, catalogue: Catalogue): Question[] {
  const { facts } = entry;
  const questions: Question[] = [];
  if (facts.isGame && known.home === null) questions.push(teamQuestion(entry, 'home', known, catalogue));
  if (facts.isGame && known.away === null) questions.push(teamQuestion(entry, 'away', known, catalogue));
  if (facts.isGame && known.league === null) questions.push(leagueQuestion(entry, known));
  if (known.venue === null) questions.push(venueQuestion(entry, known, catalogue));
  return questions;
}

const nouns: Record<AskedFact, string> = {
  home: 'the home team',
  away: 'the visiting team',
  league: 'the league',
  venue: 'the venue',
};
const plain = (text: string | null) => wordsOf(text ?? '').join(' ');
const entryNamed = ({ feed, facts }: Asked) => ({ id: `${feed}:${facts.feedId}`, name: facts.name });
const nothingNew = { team: null, league: null, venue: null };

/** Why it is asked. @param retired the name of the retired one that the feed means */
function saysOf({ feed }: Asked, what: AskedFact, words: string | null, retired?: string): string {
  if (retired !== undefined)
    return `${feedNames[feed]} means ${retired}, which is retired. Restore it, or choose another one.`;
  return words === null
    ? `${feedNames[feed]} doesn’t say ${nouns[what]}.`
    : `${feedNames[feed]} calls ${nouns[what]} “${words}”, and we have none of that name.`;
}

/** A question that only entries without words ask is about what they have beside: their other team, or themselves. */
function keyOf(kind: string, words: string, { facts }: Asked, beside: string | null = null): string {
  return words !== '' ? `${kind}:${words}` : `${kind} of:${plain(beside) || facts.feedId}`;
}

function teamQuestion(
  entry: Asked,
  what: 'home' | 'away',
  { venue }: Pick<Known, 'venue'>,
  { performers, retired }: Catalogue,
): Question {
  const { facts } = entry;
  const words = facts[what];
  const gone = words === null ? undefined : retired.performers.find((team) => meansTeam(words, team));
  const team = gone ? null : freshTeam(words, what === 'home' ? (facts.city ?? '') : '');
  return {
    key:
      words === null ? keyOf(what, '', entry, facts.home ?? facts.away) : keyOf('team', plain(words), entry),
    what,
    words,
    says: saysOf(entry, what, words, gone?.name),
    needed: team === null,
    known: likeTeams(words, what === 'home' ? (venue?.id ?? null) : null, performers),
    fresh: { ...nothingNew, team },
    entries: [entryNamed(entry)],
  };
}

function leagueQuestion(entry: Asked, { home }: Pick<Known, 'home'>): Question {
  const { facts } = entry;
  const words = facts.league ?? null;
  const league = freshLeague(words);
  return {
    key: keyOf('league', plain(words), entry, home?.name ?? facts.home),
    what: 'league',
    words,
    says: saysOf(entry, 'league', words),
    needed: league === null,
    known: [],
    fresh: { ...nothingNew, league },
    entries: [entryNamed(entry)],
  };
}

function venueQuestion(
  entry: Asked,
  { home }: Pick<Known, 'home'>,
  { venues, retired }: Catalogue,
): Question {
  const { facts } = entry;
  const words = facts.venueName;
  const gone = retired.venues.find((each) => meansVenue(facts, each));
  const venue = freshVenue(facts, venues);
  const parsed = newVenue.safeParse(venue);
  const isWhole =
    parsed.success && zoneProblems({ ...parsed.data, latitude: null, longitude: null }).length === 0;
  const place = words === null ? '' : [words, facts.city, facts.region].map(plain).join('|');
  return {
    key: keyOf('venue', place, entry, home?.name ?? facts.home),
    what: 'venue',
    words,
    says: venueSays(entry, gone?.name, isWhole, venue?.timeZone ?? null),
    needed: gone !== undefined || !isWhole,
    known: likeVenues(facts, home?.homeVenueId ?? null, venues),
    fresh: { ...nothingNew, venue },
    entries: [entryNamed(entry)],
  };
}

function venueSays(
  entry: Asked,
  retired: string | undefined,
  isWhole: boolean,
  timeZone: string | null,
): string {
  const says = saysOf(entry, 'venue', entry.facts.venueName, retired);
  if (retired !== undefined || entry.facts.venueName === null || isWhole) return says;
  return timeZone === null
    ? `${says} It doesn’t say its time zone either.`
    : `${says} It doesn’t say the whole place either.`;
}

/** The same questions of several entries, each once. */
export function mergeQuestions(all: readonly Question[]): Question[] {
  const once = new Map<string, Question>();
  for (const question of all) {
    const same = once.get(question.key);
    if (same) same.entries.push(...question.entries);
    else once.set(question.key, { ...question, entries: [...question.entries] });
  }
  return [...once.values()];
}
