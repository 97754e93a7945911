/**
 * Between which days the entries of a page were booked. The sums by day say on which days a filter's entries are. Without that a page in
 * the order of booking read every entry from the newest one on until enough fitted: those of a month's events, half a year later, took
 * 15 seconds of a million tickets' books.
 */
import { type PageAsked, query, type Trx } from '../platform/db/index.ts';

/** A day of booking, and how many entries of a filter were booked then. */
export interface BookedDay {
  day: string;
  total: number;
}

/** Days of booking. */
export interface EntrySpan {
  first: string;
  last: string;
}

/**
 * @param days all that have entries of the filter, in any order
 * @param behind the instant of booking of the entry before the page; null: it is counted from the beginning
 * @returns null where the filter has no entries
 */
export async function spanOf(
  trx: Trx,
  days: readonly BookedDay[],
  { behind, ...asked }: PageAsked & { order: 'asc' | 'desc'; behind: string | null },
): Promise<EntrySpan | null> {
  if (behind === null) return daysOfPage(days, { ...asked, behindDay: null });
  const [found] = await query<{ day: string }>(trx, 'SELECT stats_day($1::timestamptz) AS day', [behind]);
  return daysOfPage(days, { ...asked, behindDay: found?.day ?? null });
}

/**
 * The first and the last day on which the page's entries were booked.
 * @param asked.behindDay the day of the entry before the page, which may have more entries behind it
 */
export function daysOfPage(
  days: readonly BookedDay[],
  {
    order,
    page,
    perPage,
    behindDay,
  }: Pick<PageAsked, 'page' | 'perPage'> & { order: 'asc' | 'desc'; behindDay: string | null },
): EntrySpan | null {
  const isBefore = (a: string, b: string) => (order === 'asc' ? a < b : a > b);
  const ahead = days
    .filter(({ day, total }) => total > 0 && (behindDay === null || !isBefore(day, behindDay)))
    .toSorted((a, b) => (isBefore(a.day, b.day) ? -1 : 1));
  const [begin] = ahead;
  if (!begin) return null;
  // One more tells whether another page follows.
  let missing = page * perPage + 1;
  let end = begin;
  for (end of ahead) {
    if (end.day !== behindDay) missing -= end.total;
    if (missing <= 0) break;
  }
  return order === 'asc' ? { first: begin.day, last: end.day } : { first: end.day, last: begin.day };
}
