/** The decision chosen for an entry and its preview. Pure. */
import { feedNames, type WaitingDetail } from '@holdfast/shared/feeds';
import { isReason } from '@holdfast/shared/http';
import type { EntryAction } from '../calls.ts';
import { placeText, startOfEventText, teamsText } from './feedEventText.ts';

export type Choice =
  | { what: 'link'; eventId: string; name: string; takeStart: boolean }
  | { what: 'create' }
  | { what: 'ignore'; reason: string };

export const verbOf = { link: 'Link it', create: 'Make the event', ignore: 'Ignore it' } as const;

/** Why no event can be made of it; null where one can. */
export function whyNotMade({ feed, facts, missing }: WaitingDetail): string | null {
  const lacks = missing.start
    ? 'its day'
    : facts.venueName === null
      ? 'where it is'
      : missing.venue && facts.timeZone === null
        ? 'the venue’s time zone'
        : null;
  return lacks && `${feedNames[feed]} doesn’t say ${lacks}. Make the event by hand, then link this to it.`;
}

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
  const teams = facts.isGame ? teamsText(facts) : null;
  const fresh = [
    entry.missing.venue ? `the venue ${facts.venueName}` : null,
    entry.missing.home ? `the team ${facts.home}` : null,
    entry.missing.away ? `the team ${facts.away}` : null,
  ].filter(Boolean);
  const along = fresh.length === 0 ? 'Venue and teams are known.' : `New with it: ${fresh.join(', ')}.`;
  return `${teams ?? facts.name}, ${startOfEventText(facts)}, ${placeText(facts)}, becomes an event of ours. ${along}`;
}

/** What to send, or null while something is missing. */
export function actionOf(entry: WaitingDetail, choice: Choice | null): EntryAction | null {
  if (choice === null) return null;
  if (choice.what === 'link')
    return { action: 'link', body: { eventId: choice.eventId, takeStart: choice.takeStart } };
  if (choice.what === 'create') return whyNotMade(entry) === null ? { action: 'create' } : null;
  const reason = choice.reason.trim();
  return isReason(reason) ? { action: 'ignore', body: { reason } } : null;
}
