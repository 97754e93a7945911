/** Days and instants as the storefront's pages write them, beside those words that emails and the back office share. */
import { dayOfWeek, dayPieces, wallDate, wallTimeOf } from '@holdfast/shared/time';

export {
  clock,
  dayGreeting,
  dayLong,
  dayOfWeek,
  dayPieces,
  dayShort,
  stamp,
  untilText,
  zoneLong,
  zoneShort,
} from '@holdfast/shared/time';

/** The calendar day at the venue: "2026-11-29". */
export const isoDay = (instant: string | number, timeZone: string): string =>
  wallTimeOf(instant, timeZone).slice(0, 10);

/** "November 29" of a calendar day. */
export function dayName(day: string): string {
  const pieces = dayPieces(`${day}T12:00:00Z`, 'UTC');
  return `${pieces.month} ${pieces.day}`;
}

/** "November 2026" of "2026-11". */
export function monthName(month: string): string {
  const pieces = dayPieces(`${month}-15T12:00:00Z`, 'UTC');
  return `${pieces.month} ${pieces.year}`;
}

const eveningHour = 17;

/** "Tonight", "Today", "Tomorrow" or "Sun, Nov 22"; `lit`: the event is today. */
export function dayOnBoard(instant: string, timeZone: string, now: number): { text: string; lit: boolean } {
  const day = isoDay(instant, timeZone);
  if (day === isoDay(now, timeZone)) {
    const evening = wallDate(instant, timeZone).getUTCHours() >= eveningHour;
    return { text: evening ? 'Tonight' : 'Today', lit: true };
  }
  if (day === isoDay(now + 24 * 60 * 60 * 1000, timeZone)) return { text: 'Tomorrow', lit: false };
  return { text: dayOfWeek(instant, timeZone), lit: false };
}

/** The visitor's own zone, for instants that belong to no event. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
