/**
 * SQL: reports by event, team, league or consignor from sums by month. An event sells on about a hundred days, and a consignor on as
 * many as they sold tickets, so that sums by day are nearly as many as orders; they are read for the days of a period that aren't whole
 * months.
 */
import type { ReportDay } from '@holdfast/shared/accounting';
import { DateTime } from 'luxon';
import { oneForAll } from './addingUp.ts';
import { consignorOf, eventDay, fromConsignorSums, fromEventSums, type Source, summedBy } from './sources.ts';

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

const eventFigures = 'event_id, account, kind, debits, credits, entries, firsts';
const consignorFigures = 'account, kind, debits, credits, entries, transactions';

type Parameter = (value: string) => string;
const within = (day: string, [begin, before]: Range, parameter: Parameter) =>
  `${day} >= ${parameter(begin)}::date AND ${day} < ${parameter(before)}::date`;

/**
 * SQL: rows of a period from its whole months and the days beside them.
 * @param of the tables by month and by day, and their columns
 * @param basis whose months; `ever`: all of them together, where there is no period
 */
function partsOf(
  of: { months: string; days: string; figures: string },
  { basis, own, split }: { basis: string; own: string; split: ReturnType<typeof splitMonths> },
  parameter: Parameter,
): string[] {
  return [
    ...(split.months
      ? [
          `SELECT currency, month AS day, ${of.figures} FROM ${of.months} WHERE basis = '${basis}' AND ${within('month', split.months, parameter)}`,
        ]
      : []),
    ...split.days.map(
      (range) =>
        `SELECT currency, ${own} AS day, ${of.figures} FROM ${of.days} WHERE ${within(own, range, parameter)}`,
    ),
  ];
}

const byDayOfPart = summedBy({ booked: 'p.day', reserved: 'p.day', paid: 'p.day', event: eventDay });

/**
 * Sums by event of a period, where no row is a day.
 * @param on whose day puts a row into the period, and the only one that the source knows beside the event's
 * @param parameter adds a value to the statement, and is its SQL
 */
export function fromEventMonths(on: ReportDay, period: Period, parameter: Parameter): Source {
  const split = splitMonths(on === 'event' ? {} : period);
  const own = on === 'event' ? 'booked' : on;
  const of = { months: 'accounting_event_months', days: 'accounting_event_sums', figures: eventFigures };
  const parts = [
    ...partsOf(of, { basis: on === 'event' ? 'ever' : on, own, split }, parameter),
    `SELECT x.currency, x.${own}, x.event_id, ${oneForAll('x.account')}, x.kind, x.debits, x.credits, 1, x.firsts
     FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id WHERE ${within(`x.${own}`, split.whole, parameter)}`,
  ];
  return {
    ...byDayOfPart,
    from: `FROM (${parts.join(' UNION ALL ')}) p LEFT JOIN catalog_events_named e ON e.id = p.event_id`,
    counted: fromEventSums.counted,
  };
}

/** Sums by consignor of a period, of consignors' accounts alone, where no row is a day. As `fromEventMonths`. */
export function fromConsignorMonths(
  on: Exclude<ReportDay, 'event' | 'paidOut'>,
  period: Period,
  parameter: Parameter,
): Source {
  const split = splitMonths(period);
  const of = {
    months: 'accounting_consignor_months',
    days: 'accounting_consignor_sums',
    figures: consignorFigures,
  };
  const parts = [
    ...partsOf(of, { basis: period.from || period.until ? on : 'ever', own: on, split }, parameter),
    `SELECT x.currency, x.${on}, x.account, x.kind, x.debits, x.credits, 1, x.transactions
     FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id
     WHERE x.account LIKE 'consignor:%' AND ${within(`x.${on}`, split.whole, parameter)}`,
  ];
  return {
    ...byDayOfPart,
    from: `FROM (${parts.join(' UNION ALL ')}) p ${consignorOf}`,
    counted: fromConsignorSums.counted,
  };
}
