/**
 * How dates and times are written: ISO 8601, the United States' way (12/5/2026 7:30 PM), or day first (5.12.2026 19:30).
 * A cell such as 12/5/2026 reads two ways; which one is meant is decided by the whole column.
 */

/** Which of month and day is written first. */
export type DateOrder = 'mdy' | 'dmy';

/** What the cells of a column say of the order of month and day. */
export interface DateEvidence {
  /** Cells that can only be read with the month first, and with the day first. */
  monthFirst: number;
  dayFirst: number;
  /** Cells that read two ways, and the first of them. */
  either: number;
  /** Of those, cells with a 12-hour clock, as in the United States, and with points, as in Europe. */
  twelveHour: number;
  points: number;
  example: string | null;
}

/** Evidence of no cell. */
export const noDates = (): DateEvidence => ({
  monthFirst: 0,
  dayFirst: 0,
  either: 0,
  twelveHour: 0,
  points: 0,
  example: null,
});

const ordered = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:,?[ T]+(\S.*))?$/;
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.0+)?(?: ?([AP])\.?M\.?)?$/i;

/** Counts what a cell says. */
export function noteDate(into: DateEvidence, cell: string): void {
  if (cell.length > 40) return;
  const found = ordered.exec(cell.trim());
  if (!found) return;
  const [, a = '', mark, b = '', , time = ''] = found;
  const [first, second] = [Number(a), Number(b)];
  if (first > 12 && second <= 12) into.dayFirst += 1;
  else if (second > 12 && first <= 12) into.monthFirst += 1;
  else if (first !== second && first <= 12) {
    into.either += 1;
    if (/[AP]\.?M\.?$/i.test(time)) into.twelveHour += 1;
    if (mark === '.') into.points += 1;
    into.example ??= cell.trim();
  }
}

/**
 * Decides by all date columns of a file.
 * @returns the order; `ask` where the cells don't tell; null where none needs it
 */
export function decideDateOrder(columns: readonly DateEvidence[]): DateOrder | 'ask' | null {
  const sum = (of: (each: DateEvidence) => number) => columns.reduce((all, each) => all + of(each), 0);
  const monthFirst = sum((each) => each.monthFirst);
  const dayFirst = sum((each) => each.dayFirst);
  const either = sum((each) => each.either);
  if (monthFirst > 0 && dayFirst > 0) return 'ask';
  if (monthFirst > 0) return 'mdy';
  if (dayFirst > 0) return 'dmy';
  if (either === 0) return null;
  const [twelveHour, points] = [sum((each) => each.twelveHour), sum((each) => each.points)];
  if (twelveHour > 0 && points === 0) return 'mdy';
  if (points === either && twelveHour === 0) return 'dmy';
  return 'ask';
}

/** A date and a time, each null where the text has none or one that can't be read. */
interface Parts {
  date: string | null;
  time: string | null;
}

/**
 * Takes a date with or without a time apart.
 * @param order null where the file doesn't say; then only ISO dates are read
 */
export function dateAndTime(text: string, order: DateOrder | null): Parts {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ]\s*(\S.*))?$/.exec(text);
  if (iso) return { date: existing(iso[1] ?? ''), time: iso[2] === undefined ? null : timeOf(iso[2]) };
  const found = ordered.exec(text);
  if (!found || order === null) return { date: null, time: null };
  const [, a = '', , b = '', year = '', time] = found;
  const [month, day] = order === 'mdy' ? [a, b] : [b, a];
  const full = year.length === 2 ? `20${year}` : year;
  return {
    date: existing(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`),
    time: time === undefined ? null : timeOf(time),
  };
}

/** HH:MM:SS, of a 24-hour or a 12-hour clock. */
function timeOf(text: string): string | null {
  const [found, h = '', minute = '', second = '00', half] = clock.exec(text.trim()) ?? [];
  if (found === undefined) return null;
  const hour = Number(h);
  if (half === undefined ? hour > 23 : hour < 1 || hour > 12) return null;
  if (Number(minute) > 59 || Number(second) > 59) return null;
  const whole = half === undefined ? hour : (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  return `${String(whole).padStart(2, '0')}:${minute}:${second}`;
}

const existing = (text: string): string | null => (isCalendarDate(text) ? text : null);

/** Whether the text is an existing Gregorian date, YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
