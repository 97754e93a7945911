/** Instants in words, always in the venue's zone, and the zone is named. Words are built from parts so that the server and every browser agree. */

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(instant: string | number, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      hour12: true,
    });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

/*
 * Names of zones are ours: what Intl calls Edmonton's or Vancouver's depends on the release of the browser, and a page
 * must say the same on the server and in every browser.
 */
const zonesByName: Record<string, readonly string[]> = {
  Eastern: ['New_York', 'Detroit', 'Toronto', 'Montreal', 'Indiana/Indianapolis', 'Kentucky/Louisville'],
  Central: ['Chicago', 'Winnipeg', 'Indiana/Knox', 'Menominee'],
  Mountain: ['Denver', 'Edmonton', 'Phoenix', 'Boise'],
  Pacific: ['Los_Angeles', 'Vancouver'],
  Atlantic: ['Halifax'],
};
const zoneNames = new Map<string, string>(
  Object.entries(zonesByName).flatMap(([name, zones]) =>
    zones.map((zone) => [`America/${zone}`, name] as const),
  ),
);

/** "ET"; a zone without such a name gives its offset. */
export function zoneShort(instant: string, timeZone: string): string {
  const name = zoneNames.get(timeZone);
  return name === undefined ? offset(instant, timeZone) : `${name.charAt(0)}T`;
}

/** "Eastern" */
export function zoneLong(instant: string, timeZone: string): string {
  return zoneNames.get(timeZone) ?? offset(instant, timeZone);
}

/** "GMT+1" */
function offset(instant: string, timeZone: string): string {
  const named = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(new Date(instant))
    .find(({ type }) => type === 'timeZoneName');
  return named?.value ?? timeZone;
}

/** "4:25 PM" */
export function clock(instant: string | number, timeZone: string): string {
  const { hour, minute, dayPeriod } = parts(instant, timeZone);
  return `${hour}:${minute} ${dayPeriod}`;
}

/** The pieces of a stub's short side. */
export function dayPieces(instant: string, timeZone: string) {
  const { weekday = '', day = '', month = '', year = '' } = parts(instant, timeZone);
  return { weekday, day, month, year };
}

/** "Sunday 29 November 2026" */
export function dayLong(instant: string, timeZone: string): string {
  const { weekday, day, month, year } = dayPieces(instant, timeZone);
  return `${weekday} ${day} ${month} ${year}`;
}

/** "Sunday, 29 November" */
export function dayGreeting(instant: string, timeZone: string): string {
  const { weekday, day, month } = dayPieces(instant, timeZone);
  return `${weekday}, ${day} ${month}`;
}

/** "Fri 20 Nov, 2:52 PM" */
export function stamp(instant: string, timeZone: string): string {
  const { weekday, day, month } = dayPieces(instant, timeZone);
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}, ${clock(instant, timeZone)}`;
}

/** The calendar day at the venue: "2026-11-29". */
export function isoDay(instant: string | number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant));
}

/** "29 November" of a calendar day. */
export function dayName(day: string): string {
  const pieces = dayPieces(`${day}T12:00:00Z`, 'UTC');
  return `${pieces.day} ${pieces.month}`;
}

/** "November 2026" of "2026-11". */
export function monthName(month: string): string {
  const pieces = dayPieces(`${month}-15T12:00:00Z`, 'UTC');
  return `${pieces.month} ${pieces.year}`;
}

/** "Tonight", "Tomorrow", or "Sun 22 Nov". */
export function dayOnBoard(instant: string, timeZone: string, now: number): { text: string; lit: boolean } {
  const day = isoDay(instant, timeZone);
  if (day === isoDay(now, timeZone)) {
    const evening = clock(instant, timeZone).endsWith('PM') && Number(hourOf(instant, timeZone)) >= 5;
    return { text: evening ? 'Tonight' : 'Today', lit: true };
  }
  if (day === isoDay(now + 24 * 60 * 60 * 1000, timeZone)) return { text: 'Tomorrow', lit: false };
  const { weekday, day: number, month } = dayPieces(instant, timeZone);
  return { text: `${weekday.slice(0, 3)} ${number} ${month.slice(0, 3)}`, lit: false };
}

function hourOf(instant: string, timeZone: string): string {
  const { hour = '' } = parts(instant, timeZone);
  return hour === '12' ? '0' : hour;
}

/** The visitor's own zone, for things that happen on their clock: a deadline, a mail. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
