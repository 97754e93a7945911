/** What is chosen for an entry, and what it would do, before it is done. */
import { catalogueNames, type WaitingDetail } from '@holdfast/shared/catalogs';
import { isReason } from '@holdfast/shared/http';
import type { EntryDeed } from '../calls.ts';
import { placeSaid, startSaid, teamsSaid } from './saidWords.ts';

export type Choice =
  | { what: 'link'; eventId: string; name: string; takeStart: boolean }
  | { what: 'create' }
  | { what: 'ignore'; reason: string };

export const verbOf = { link: 'Link it', create: 'Make the event', ignore: 'Ignore it' } as const;

/** Why no event can be made of it; null where one can. */
export function whyNotMade({ catalogue, said, missing }: WaitingDetail): string | null {
  const lacks = missing.start
    ? 'its day'
    : said.venueName === null
      ? 'where it is'
      : missing.venue && said.timeZone === null
        ? 'the venue’s time zone'
        : null;
  return (
    lacks &&
    `${catalogueNames[catalogue]} doesn’t say ${lacks}. Make the event by hand, then link this to it.`
  );
}

/** Whether their start can be taken over. */
export const hasStart = ({ said }: WaitingDetail) => said.localStart !== null && !said.timeTbd;

/** One sentence on what would be done. */
export function previewOf(entry: WaitingDetail, choice: Choice): string {
  const { said } = entry;
  const house = catalogueNames[entry.catalogue];
  if (choice.what === 'ignore')
    return `“${said.name}” is none of ours: it leaves the queue, and later runs of ${house} pass it over.`;
  if (choice.what === 'link') {
    const start = choice.takeStart
      ? `Our event and its listings move to ${startSaid(said)}, the venue’s time.`
      : 'Our event stays as it is.';
    return `“${said.name}” of ${house} is our ${choice.name}; every later run knows it. ${start}`;
  }
  const whyNot = whyNotMade(entry);
  if (whyNot !== null) return whyNot;
  const teams = said.isGame ? teamsSaid(said) : null;
  const fresh = [
    entry.missing.venue ? `the venue ${said.venueName}` : null,
    entry.missing.home ? `the team ${said.home}` : null,
    entry.missing.away ? `the team ${said.away}` : null,
  ].filter(Boolean);
  const along = fresh.length === 0 ? 'Venue and teams are known.' : `New with it: ${fresh.join(', ')}.`;
  return `${teams ?? said.name}, ${startSaid(said)}, ${placeSaid(said)}, becomes an event of ours. ${along}`;
}

/** What to send, or null while something is missing. */
export function deedOf(entry: WaitingDetail, choice: Choice | null): EntryDeed | null {
  if (choice === null) return null;
  if (choice.what === 'link')
    return { deed: 'link', body: { eventId: choice.eventId, takeStart: choice.takeStart } };
  if (choice.what === 'create') return whyNotMade(entry) === null ? { deed: 'create' } : null;
  const reason = choice.reason.trim();
  return isReason(reason) ? { deed: 'ignore', body: { reason } } : null;
}
