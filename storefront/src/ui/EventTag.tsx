import type { CatalogEvent } from '@holdfast/shared/catalog';
import { ClockIcon, WarningIcon } from './icons.tsx';
import { clock, dayOfWeek, isoDay } from './time.ts';

type Facts = Pick<CatalogEvent, 'status' | 'startsAt' | 'previousStartsAt' | 'venue'>;

/** Moved, postponed or canceled: an icon and a word, with the former time when it moved. */
export function EventTag({ event }: { event: Facts }) {
  const text = noticeText(event);
  if (text === null) return null;
  const isOff = event.status === 'cancelled';
  return (
    <span className={isOff ? 'tag tag-off' : 'tag tag-warn'}>
      {isOff ? <WarningIcon /> : <ClockIcon />}
      {text}
    </span>
  );
}

/** What is different than first announced; null: nothing. */
export function noticeText(event: Facts): string | null {
  switch (event.status) {
    case 'scheduled':
      return null;
    case 'moved':
      return movedText(event);
    case 'postponed':
      return 'Postponed: new date to be announced';
    case 'cancelled':
      return 'Canceled';
  }
}

function movedText({ startsAt, previousStartsAt, venue: { timeZone } }: Facts): string {
  if (previousStartsAt === null) return 'Moved';
  const sameDay = isoDay(startsAt, timeZone) === isoDay(previousStartsAt, timeZone);
  return sameDay
    ? `Time moved: was ${clock(previousStartsAt, timeZone)}`
    : `Day moved: was ${dayOfWeek(previousStartsAt, timeZone)}`;
}
