/** Reads dates and wall times out of cells. */
import type { Cell } from './cells.ts';
import { isDayNumber } from './damage.ts';
import { type DateOrder, dateAndTime } from './dates.ts';
import type { ProblemList } from './problems.ts';

/** Reads a calendar date: YYYY-MM-DD, or as the file orders day and month. */
export function readDate(
  { field, text }: Cell,
  order: DateOrder | null,
  problems: ProblemList,
): string | null {
  if (text === '') return null;
  const { date } = dateAndTime(text, order);
  if (date !== null) return date;
  if (reportsDayNumber({ field, text }, problems)) return null;
  problems.add(field, 'not_a_date', `${field} isn't a date. Write it like 2026-11-28.`);
  return null;
}

/**
 * Reads a wall time at the venue: `YYYY-MM-DDTHH:MM:SS`, or a date as the file writes it with a 24-hour or a 12-hour
 * clock; the seconds are optional. An offset or a Z is refused, because converting it would silently move the game.
 */
export function readWallTime(
  { field, text }: Cell,
  order: DateOrder | null,
  problems: ProblemList,
  required = true,
): string | null {
  if (text === '') {
    if (!required) return null;
    problems.add(
      field,
      'required',
      `${field} is empty. Enter the start at the venue, like 2026-11-28T19:30:00.`,
    );
    return null;
  }
  const { date, time } = dateAndTime(text, order);
  if (date !== null && time !== null) return `${date}T${time}`;
  if (reportsDayNumber({ field, text }, problems)) return null;
  if (/\d(Z|[+-]\d\d:?\d\d)$/i.test(text) && /[T ]/.test(text)) {
    problems.add(
      field,
      'zone_given',
      `${field} carries a time zone. Write the venue's wall time without it.`,
    );
  } else {
    problems.add(
      field,
      'not_a_time',
      `${field} isn't a date with a time. Write it like 2026-11-28T19:30:00.`,
    );
  }
  return null;
}

function reportsDayNumber({ field, text }: Cell, problems: ProblemList): boolean {
  if (!isDayNumber(text)) return false;
  problems.add(
    field,
    'spreadsheet_changed',
    `A spreadsheet changed this cell: ${field} says ${text}, the number of a day. Format the column as a date, and export the file anew.`,
  );
  return true;
}
