import type { CatalogEvent } from '@holdfast/shared/catalog';
import { ClockIcon, WarningIcon } from './icons.tsx';
import { clock, dayOfWeek, isoDay } from './time.ts';

type Facts = Pick<CatalogEvent, 'status' | 'startsAt' | 'previousStartsAt' | 'venue'>;

/** Moved, postponed or canceled: an icon and a word, with the former time when it moved. */
export function EventTag({ event }: { event: Facts }) {
  switch (event.status) {
    case 'scheduled':
      return null;
    case 'moved':
      return (
        <span className="tag tag-warn">
          <ClockIcon />
          {movedText(event)}
        </span>
      );
    case 'postponed':
      return (
        <span className="tag tag-warn">
          <ClockIcon />
          Postponed: new date to be announced
        </span>
      );
    case 'cancelled':
      return (
        <span className="tag tag-off">
          <WarningIcon />
          Canceled
        </span>
      );
  }
}

function movedText({ startsAt, previousStartsAt, venue: { timeZone } }: Facts): string {
  if (previousStartsAt === null) return 'Moved';
  const sameDay = isoDay(startsAt, timeZone) === isoDay(previousStartsAt, timeZone);
  return sameDay
    ? `Time moved: was ${clock(previousStartsAt, timeZone)}`
    : `Day moved: was ${dayOfWeek(previousStartsAt, timeZone)}`;
}
