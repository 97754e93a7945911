/** The answers to what a feed doesn't say, before they are sent. Pure. */
import { type AskedFact, type EntryAnswer, entryAnswer, type Question } from '@holdfast/shared/feeds';

/** An answer that is being given: one of ours is shown by its name, and a new one may lack a part. */
export type Draft =
  | { choice: 'known'; id: string; name: string; league: string | null }
  | { choice: 'another' }
  | {
      choice: 'new';
      name: string;
      city: string;
      region: string;
      country: string;
      timeZone: string;
      id: string;
    }
  | { choice: 'none' };

/** The drafts of a person, by the questions' keys; what isn't touched is as the feed's words make it. */
export type Drafts = Readonly<Record<string, Draft>>;

/** The new one by the feed's words, as far as they go. */
export function freshDraft({ fresh: { team, league, venue } }: Question): Extract<Draft, { choice: 'new' }> {
  return {
    choice: 'new',
    id: league?.id ?? '',
    name: venue?.name ?? team?.name ?? league?.name ?? '',
    city: venue?.city ?? team?.city ?? '',
    region: venue?.region ?? '',
    country: venue?.country ?? '',
    timeZone: venue?.timeZone ?? '',
  };
}

/** The draft that counts; null while a question that needs an answer has none. */
export const draftOf = (question: Question, drafts: Drafts): Draft | null =>
  drafts[question.key] ?? (question.needed ? null : freshDraft(question));

/** The answer as it is sent; null while a part of it is missing. */
export function answerOf(question: Question, drafts: Drafts): EntryAnswer | null {
  const draft = draftOf(question, drafts);
  if (draft === null) return null;
  const parsed = entryAnswer.safeParse({ key: question.key, ...bodyOf(question.what, draft) });
  return parsed.success ? parsed.data : null;
}

function bodyOf(what: AskedFact, draft: Draft): object {
  if (draft.choice !== 'new') return draft;
  const { name, city, region, country, timeZone, id } = draft;
  if (what === 'league') return { choice: 'newLeague', league: { id, name } };
  if (what === 'venue')
    return { choice: 'newVenue', venue: { name, city, region: region || null, country, timeZone } };
  return { choice: 'newTeam', team: { name, city } };
}

/**
 * The questions that count. Of an entry that is no game of two teams neither the other team nor the league is asked, and of
 * one whose home team has a league, that isn't.
 */
export function askedOf(questions: readonly Question[], drafts: Drafts): Question[] {
  const byEntry = new Map<string, Question[]>();
  for (const question of questions)
    for (const { id } of question.entries) byEntry.set(id, [...(byEntry.get(id) ?? []), question]);
  const asked = new Set([...byEntry.values()].flatMap((ofEntry) => askedOfEntry(ofEntry, drafts)));
  return questions.filter((question) => asked.has(question));
}

function askedOfEntry(questions: readonly Question[], drafts: Drafts): Question[] {
  const isShow = questions.some((each) => isTeam(each.what) && draftOf(each, drafts)?.choice === 'none');
  const home = questions.find(({ what }) => what === 'home');
  const draft = home && draftOf(home, drafts);
  const hasLeague = draft?.choice === 'known' && draft.league !== null;
  return questions.filter(({ what, key }) => {
    if (what === 'league') return !isShow && !hasLeague;
    return !isTeam(what) || !isShow || drafts[key]?.choice === 'none';
  });
}

const isTeam = (what: AskedFact) => what === 'home' || what === 'away';

/** The questions without a whole answer. */
export const openOf = (questions: readonly Question[], drafts: Drafts): Question[] =>
  askedOf(questions, drafts).filter((each) => answerOf(each, drafts) === null);

/** What is sent: the answers to all that is asked. */
export const answersOf = (questions: readonly Question[], drafts: Drafts): EntryAnswer[] =>
  askedOf(questions, drafts).flatMap((each) => answerOf(each, drafts) ?? []);

/** What people call what is asked. */
export const factNames: Record<AskedFact, string> = {
  home: 'Home team',
  away: 'Visiting team',
  league: 'League',
  venue: 'Venue',
};
const kinds: Record<AskedFact, string> = { home: 'team', away: 'team', league: 'league', venue: 'venue' };
/** What people call a new one. */
export const kindOf = (what: AskedFact): string => kinds[what];

/** `the league NBA`, for all that is made along. */
export const madeAlong = (questions: readonly Question[], drafts: Drafts): string[] =>
  askedOf(questions, drafts).flatMap((each) => {
    const draft = draftOf(each, drafts);
    if (draft?.choice !== 'new') return [];
    return `the ${kindOf(each.what)} ${each.what === 'league' ? draft.id : draft.name}`;
  });

/** `“Phoenix” as another name of Phoenix Suns`, for all of the feed's words that are remembered. */
export const remembered = (questions: readonly Question[], drafts: Drafts): string[] =>
  askedOf(questions, drafts).flatMap((each) => {
    const draft = draftOf(each, drafts);
    if (each.words === null || each.what === 'league' || draft?.choice !== 'known') return [];
    return `“${each.words}” as another name of ${draft.name}`;
  });
