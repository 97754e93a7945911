/**
 * SQL: reports by event, team or league from sums by month. An event sells on about a hundred days, so that its sums by day are nearly
 * as many as its orders; they are read for the days of a period that aren't whole months.
 */
import type { ReportDay } from '@holdfast/shared/accounting';
import { DateTime } from 'luxon';
import { eventDay, fromEventSums, type Source, summedBy } from './sources.ts';

/** Days as `2026-11-30`, both included; left out: from the beginning, until the end. */
interface Period {
  from?: string;
  until?: string;
}
/** Days from the first one until before the second one. */
type Range = readonly [from: string, before: string];

const dateOf = (day: string) => DateTime.fromISO(day, { zone: 'utc' });
const textOf = (date: DateTime) => date.toFormat('yyyy-MM-dd');

/** A period, its whole months, null for none, and the days that are beside them. */
export function splitMonths({ from, until }: Period): { whole: Range; months: Range | null; days: Range[] } {
  const start = from || '-infinity';
  const end = until ? textOf(dateOf(until).plus({ days: 1 })) : 'infinity';
  const whole: Range = [start, end];
  // The month of the day before a first of the month is the one before it.
  const first = from ? textOf(dateOf(from).minus({ days: 1 }).startOf('month').plus({ months: 1 })) : start;
  const last = until ? textOf(dateOf(end).startOf('month')) : end;
  if (first >= last) return { whole, months: null, days: [whole] };
  const beside: Range[] = [
    [start, first],
    [last, end],
  ];
  return { whole, months: [first, last], days: beside.filter(([begin, before]) => begin < before) };
}

const figures = 'event_id, account, kind, debits, credits, entries, firsts';
const oneForAll = `CASE WHEN x.account LIKE 'consignor:%' THEN 'consignor:' ELSE x.account END`;

/**
 * Sums by event of a period, where no row is a day.
 * @param on whose day puts a row into the period, and the only one that the source knows beside the event's
 * @param parameter adds a value to the statement, and is its SQL
 */
export function fromEventMonths(on: ReportDay, period: Period, parameter: (value: string) => string): Source {
  const { whole, months, days } = splitMonths(on === 'event' ? {} : period);
  const basis = on === 'event' ? 'ever' : on;
  const own = on === 'event' ? 'booked' : on;
  const within = (day: string, [begin, before]: Range) =>
    `${day} >= ${parameter(begin)}::date AND ${day} < ${parameter(before)}::date`;
  const parts = [
    ...(months
      ? [
          `SELECT currency, month AS day, ${figures} FROM accounting_event_months WHERE basis = '${basis}' AND ${within('month', months)}`,
        ]
      : []),
    ...days.map(
      (range) =>
        `SELECT currency, ${own} AS day, ${figures} FROM accounting_event_sums WHERE ${within(own, range)}`,
    ),
    `SELECT x.currency, x.${own}, x.event_id, ${oneForAll}, x.kind, x.debits, x.credits, 1, x.firsts
     FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id WHERE ${within(`x.${own}`, whole)}`,
  ];
  return {
    ...summedBy({ booked: 'p.day', reserved: 'p.day', paid: 'p.day', event: eventDay }),
    from: `FROM (${parts.join(' UNION ALL ')}) p LEFT JOIN catalog_events_named e ON e.id = p.event_id`,
    counted: fromEventSums.counted,
  };
}
