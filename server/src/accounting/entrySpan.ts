/**
 * Between which bookings the entries of a page lie. The sums by day say on which days a filter's entries were booked. Without that a
 * page in the order of booking read every entry from the newest one on until enough fitted: those of a month's events, half a year later,
 * took 15 seconds of a million tickets' books.
 */
import { type PageAsked, query, type Trx } from '../platform/db/index.ts';

/** A day of booking, and how many entries of a filter were booked then. */
export interface BookedDay {
  day: string;
  total: number;
}

/** What the page is asked from, and in which direction. */
export interface Asked extends PageAsked {
  order: 'asc' | 'desc';
  /** The transaction of the last entry before the page; null: it is counted from the beginning. */
  behind: string | null;
}

/** Ids of transactions; null: no bound. */
export interface EntrySpan {
  first: string | null;
  last: string | null;
}

const boundless: EntrySpan = { first: null, last: null };

/**
 * @param days all that have entries, in any order
 * @returns a span that holds the whole page. Ids grow with the instant of booking; a day on both sides is left for those that don't quite.
 */
export async function spanOf(trx: Trx, days: readonly BookedDay[], asked: Asked): Promise<EntrySpan> {
  const behindDay = asked.behind === null ? null : await dayOf(trx, asked.behind);
  const ends = daysOfPage(days, { ...asked, behindDay });
  if (ends === null) return boundless;
  const [found] = await query<EntrySpan>(
    trx,
    // A few days of bookings: without OFFSET the planner walks all ids for the first one.
    `SELECT (SELECT max(b.id) FROM (SELECT p.transaction_id AS id FROM ledger_postings p
         WHERE p.at >= stats_day_start($1::date - 4) AND p.at < stats_day_start($1::date - 1) AND p.line = 1 OFFSET 0) b) AS first,
       (SELECT min(b.id) FROM (SELECT p.transaction_id AS id FROM ledger_postings p
         WHERE p.at >= stats_day_start($2::date + 2) AND p.at < stats_day_start($2::date + 5) AND p.line = 1 OFFSET 0) b) AS last`,
    [ends.first, ends.last],
  );
  return found ?? boundless;
}

/**
 * The first and the last day on which the page's entries were booked.
 * @param asked.behindDay the day of the entry before the page, which may have more entries behind it
 * @returns null where the filter has no entries
 */
export function daysOfPage(
  days: readonly BookedDay[],
  {
    order,
    page,
    perPage,
    behindDay,
  }: Pick<Asked, 'order' | 'page' | 'perPage'> & { behindDay: string | null },
): { first: string; last: string } | null {
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

async function dayOf(trx: Trx, transactionId: string): Promise<string | null> {
  const [found] = await query<{ day: string }>(
    trx,
    'SELECT stats_day(at) AS day FROM ledger_postings WHERE transaction_id = $1 LIMIT 1',
    [transactionId],
  );
  return found?.day ?? null;
}
