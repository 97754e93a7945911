/** Turns what is known of an entry and what a person answered into the teams, the venue and the league of its event. */
import type { AskedFact, entryAnswer, Question } from '@holdfast/shared/feeds';
import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import {
  addName,
  allLeagues,
  createLeague,
  createPerformer,
  createVenue,
  meansTeam,
  meansVenue,
  requirePerformer,
  requireVenue,
  venueById,
} from '../../catalog/index.ts';
import type { Principal } from '../../platform/audit.ts';
import type { Trx } from '../../platform/db/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import type { Asked, Known } from './askEntry.ts';

type Answer = z.output<typeof entryAnswer>;

/** A team as its event needs it. */
interface Side {
  id: string;
  name: string;
  league: string | null;
}

/** What an entry's event is made of. */
export interface Parts {
  /** Both, or neither: it is no game of two teams. */
  sides: { home: Side; away: Side } | null;
  venueId: string;
  timeZone: string;
  league: string | null;
}

/** An entry with what is known of it, the answers to its questions, and who gave them. */
interface Answered {
  trx: Trx;
  entry: Asked;
  known: Known;
  answers: ReadonlyMap<string, Answer>;
  principal: Principal;
}

/**
 * Makes what is new, and keeps the feed's words as other names of what was chosen, so that they aren't asked again.
 * @throws Problem `validation_failed` with every question that needs an answer, or what is wrong with an answer; its field is
 *   the fact that is asked
 */
export async function answerEntry(
  trx: Trx,
  entry: Asked,
  known: Known,
  answers: readonly Answer[],
  principal: Principal,
): Promise<Parts> {
  const given = { trx, entry, known, principal, answers: new Map(answers.map((each) => [each.key, each])) };
  const isGame = entry.facts.isGame && !['home', 'away'].some((what) => isNone(given, what as AskedFact));
  await refuseUnanswered(given, isGame);
  const league = isGame ? await leagueOf(given) : known.league;
  const sides = isGame
    ? { home: await sideOf(given, 'home', league), away: await sideOf(given, 'away', league) }
    : null;
  if (sides && sides.home.id === sides.away.id)
    throw fieldsRefused([
      { field: 'away', code: 'same', message: 'A team doesn’t play against itself. Choose the other team.' },
    ]);
  return { sides, league: sides?.home.league ?? league, ...(await venueOf(given)) };
}

const questionOf = ({ known }: Answered, what: AskedFact): Question | undefined =>
  known.questions.find((each) => each.what === what);
const answerTo = (given: Answered, question: Question | undefined): Answer | undefined =>
  question && given.answers.get(question.key);
const isNone = (given: Answered, what: AskedFact) =>
  answerTo(given, questionOf(given, what))?.choice === 'none';

const remedies: Record<AskedFact, string> = {
  home: 'Choose the team, make a new one, or say that it is no game of two teams.',
  away: 'Choose the team, make a new one, or say that it is no game of two teams.',
  league: 'Choose it, make a new one, or say that it has none.',
  venue: 'Choose it, or make a new one with its time zone.',
};

/** Where the home team that was chosen has a league, that isn't asked. */
async function refuseUnanswered(given: Answered, isGame: boolean): Promise<void> {
  const home = answerTo(given, questionOf(given, 'home'));
  const league =
    home?.choice === 'known' ? (await inField('home', requirePerformer(given.trx, home.id))).league : null;
  const problems = given.known.questions.flatMap(({ key, what, needed, says }): FieldProblem[] => {
    if (!needed || given.answers.has(key)) return [];
    if (what !== 'venue' && (!isGame || (what === 'league' && league !== null))) return [];
    return [{ field: what, code: 'not_said', message: `${says} ${remedies[what]}` }];
  });
  if (problems.length > 0) throw refusedWith(problems);
}

/** Unlike a form's, this refusal is read as one text as well: it names every question. */
function refusedWith(errors: FieldProblem[]): Problem {
  return new Problem('validation_failed', errors.map(({ message }) => message).join(' '), { errors });
}

const wrongChoice = (what: AskedFact) =>
  fieldsRefused([
    { field: what, code: 'wrong_choice', message: `This doesn’t answer the question. ${remedies[what]}` },
  ]);

/** Names the question before the fields of what was made for it. */
async function inField<T>(what: AskedFact, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'validation_failed') throw error;
    const errors = (error.members.errors ?? []) as FieldProblem[];
    throw fieldsRefused(errors.map((each) => ({ ...each, field: `${what}.${each.field}` })));
  }
}

async function leagueOf(given: Answered): Promise<string | null> {
  const { trx, known, principal } = given;
  const question = questionOf(given, 'league');
  if (!question) return known.league;
  const answer = answerTo(given, question);
  if (answer?.choice === 'none') return null;
  if (answer?.choice === 'known') {
    const isThere = (await allLeagues(trx)).some(({ id }) => id === answer.id);
    if (isThere) return answer.id;
    throw fieldsRefused([
      { field: 'league', code: 'unknown', message: 'There is no such league. Choose one of the list.' },
    ]);
  }
  if (answer && answer.choice !== 'newLeague') throw wrongChoice('league');
  const league = answer ? answer.league : question.fresh.league;
  // The home team that was chosen decides it.
  if (!league) return null;
  // Of many entries the first one made it.
  const made = (await allLeagues(trx)).find(({ id }) => id === league.id);
  return made?.id ?? (await inField('league', createLeague(trx, { ...league, sport: null }, principal))).id;
}

async function sideOf(given: Answered, what: 'home' | 'away', league: string | null): Promise<Side> {
  const { trx, known, principal } = given;
  const found = known[what];
  if (found) return inField(what, requirePerformer(trx, found.id));
  const question = questionOf(given, what);
  const answer = answerTo(given, question);
  const words = question?.words ?? null;
  if (answer?.choice === 'known') {
    const team = await inField(what, requirePerformer(trx, answer.id));
    if (words !== null && !meansTeam(words, team)) await addName(trx, 'performer', team.id, words, principal);
    return team;
  }
  if (answer && answer.choice !== 'newTeam') throw wrongChoice(what);
  const team = answer ? answer.team : question?.fresh.team;
  if (!team) throw wrongChoice(what);
  const shortName = shortNameOf(team);
  const facts = { ...noFacts, ...team, shortName, league };
  const id = await inField(what, createPerformer(trx, facts, principal));
  if (words !== null && !meansTeam(words, { ...team, shortName }))
    await addName(trx, 'performer', id, words, principal);
  return { id, name: team.name, league };
}

/** Of a team of whom only the name is known; staff add the rest on its page. */
const noFacts = {
  code: null,
  primaryColor: null,
  secondaryColor: null,
  homeVenueId: null,
  aliases: [],
  outsideIds: [],
};

/** `Grizzlies` of the Memphis Grizzlies: a name that begins with its city is called by the rest. */
function shortNameOf({ name, city }: { name: string; city: string }): string {
  const rest =
    city !== '' && name.toLowerCase().startsWith(`${city.toLowerCase()} `) ? name.slice(city.length) : name;
  return rest.trim().slice(0, 40).trim();
}

async function venueOf(given: Answered): Promise<{ venueId: string; timeZone: string }> {
  const { trx, known, principal } = given;
  const question = questionOf(given, 'venue');
  const answer = answerTo(given, question);
  const chosen = known.venue?.id ?? (answer?.choice === 'known' ? answer.id : null);
  if (chosen !== null) {
    const timeZone = await inField('venue', requireVenue(trx, chosen));
    if (question) await keepVenueName(given, chosen);
    return { venueId: chosen, timeZone };
  }
  if (answer && answer.choice !== 'newVenue') throw wrongChoice('venue');
  const venue = answer ? answer.venue : wholeVenue(question);
  if (!venue) throw wrongChoice('venue');
  const facts = { ...noPlace, ...venue };
  const venueId = await inField('venue', createVenue(trx, facts, principal));
  await keepVenueName(given, venueId);
  return { venueId, timeZone: venue.timeZone };
}

const noPlace = {
  address: null,
  latitude: null,
  longitude: null,
  capacity: null,
  levels: [],
  aliases: [],
  outsideIds: [],
};

/** The feed's own words, where they are all that a venue needs. */
function wholeVenue(question: Question | undefined) {
  const venue = question?.needed === false ? question.fresh.venue : null;
  if (!venue || venue.country === null || venue.timeZone === null) return null;
  return { ...venue, country: venue.country, timeZone: venue.timeZone };
}

/** With the feed's city, where the name alone wouldn't be found in it. */
async function keepVenueName({ trx, entry, principal }: Answered, id: string): Promise<void> {
  const { facts } = entry;
  if (facts.venueName === null) return;
  const venue = await venueById(trx, id);
  if (!venue || meansVenue(facts, venue)) return;
  const isFoundBy = (name: string) => meansVenue(facts, { ...venue, aliases: [name] });
  const names = [facts.venueName, `${facts.venueName}, ${facts.city ?? ''}`];
  const name = names.find(isFoundBy);
  if (name !== undefined) await addName(trx, 'venue', id, name, principal);
}
