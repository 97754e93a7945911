/** The decision chosen for an entry and its preview. Pure. */
import { feedNames, type WaitingDetail } from '@holdfast/shared/feeds';
import { isReason } from '@holdfast/shared/http';
import type { EntryAction } from '../calls.ts';
import {
  answersOf,
  type Drafts,
  draftOf,
  factNames,
  madeAlong,
  openOf,
  remembered,
} from '../questions/index.ts';
import { startOfEventText } from './feedEventText.ts';

export type Choice =
  | { what: 'link'; eventId: string; name: string; takeStart: boolean }
  | { what: 'create'; drafts: Drafts }
  | { what: 'ignore'; reason: string };

export const verbOf = { link: 'Link it', create: 'Make the event', ignore: 'Ignore it' } as const;

/** Why no event can be made of it; null where one can. */
export const whyNotMade = ({ feed, undated }: WaitingDetail): string | null =>
  undated ? `${feedNames[feed]} doesn’t say its day. Make the event by hand, then link this to it.` : null;

/** Whether their start can be taken over. */
export const hasStart = ({ facts }: WaitingDetail) => facts.localStart !== null && !facts.timeTbd;

/** One sentence that previews the decision. */
export function previewOf(entry: WaitingDetail, choice: Choice): string {
  const { facts } = entry;
  const feedName = feedNames[entry.feed];
  if (choice.what === 'ignore')
    return `“${facts.name}” is none of ours: it leaves the queue, and later runs of ${feedName} pass it over.`;
  if (choice.what === 'link') {
    const start = choice.takeStart
      ? `Our event and its listings move to ${startOfEventText(facts)}, the venue’s time.`
      : 'Our event stays as it is.';
    return `“${facts.name}” of ${feedName} is our ${choice.name}; every later run knows it. ${start}`;
  }
  const whyNot = whyNotMade(entry);
  if (whyNot !== null) return whyNot;
  const { questions } = entry;
  const open = openOf(questions, choice.drafts);
  if (open.length > 0)
    return `Answer what ${feedName} doesn’t say: ${open.map(({ what }) => factNames[what].toLowerCase()).join(', ')}.`;
  const along = madeAlong(questions, choice.drafts);
  const kept = remembered(questions, choice.drafts);
  return [
    `${teamsToBe(entry, choice.drafts)}, ${startOfEventText(facts)}, becomes an event of ours.`,
    along.length > 0 ? `New with it: ${along.join(', ')}.` : '',
    kept.length > 0 ? `Kept for later runs: ${kept.join(', ')}.` : '',
    questions.length === 0 ? 'Venue and teams are known.' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** `Otters at Gulls`, as they were answered; a show by its name. */
function teamsToBe({ facts, questions }: WaitingDetail, drafts: Drafts): string {
  const sideOf = (what: 'home' | 'away') => {
    const question = questions.find((each) => each.what === what);
    const draft = question && draftOf(question, drafts);
    if (draft?.choice === 'none') return null;
    return draft && 'name' in draft ? draft.name : facts[what];
  };
  const [home, away] = [sideOf('home'), sideOf('away')];
  return facts.isGame && home !== null && away !== null ? `${away} at ${home}` : facts.name;
}

/** What to send, or null while something is missing. */
export function actionOf(entry: WaitingDetail, choice: Choice | null): EntryAction | null {
  if (choice === null) return null;
  if (choice.what === 'link')
    return { action: 'link', body: { eventId: choice.eventId, takeStart: choice.takeStart } };
  if (choice.what === 'create') {
    if (entry.undated || openOf(entry.questions, choice.drafts).length > 0) return null;
    return { action: 'create', body: { answers: answersOf(entry.questions, choice.drafts) } };
  }
  const reason = choice.reason.trim();
  return isReason(reason) ? { action: 'ignore', body: { reason } } : null;
}
