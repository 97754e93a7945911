/** A report in words: its first rows and its totals, and the page that has all of it. */
import {
  type ReportQuery,
  type ReportRow,
  reportDays,
  reportGroups,
  reportOf,
} from '@holdfast/shared/accounting';
import { formatMoney, marketplaceCurrency } from '@holdfast/shared/money';
import { periodOf } from '@holdfast/shared/scheduledReports';
import { DateTime } from 'luxon';
import { wholeReport } from '../accounting/index.ts';
import type { Trx } from '../platform/db/index.ts';
import type { ScheduledReport } from './ScheduledReport.ts';

/** Rows that the email has; the page has all. */
const mostRows = 25;

/** What an email and Slack say of a report. */
export interface ReportText {
  /** Its name, and of which days. */
  name: string;
  days: string;
  /** What it is, as a sentence. */
  about: string;
  /** The first rows, each a line. */
  rows: string[];
  /** How many more there are, as the beginning of a sentence; null: all are named. */
  more: string | null;
  /** Null: nothing was booked. */
  total: string | null;
  /** Opens it in the back office. */
  url: string;
}

/** @param day on which it is sent */
export async function reportInWords(
  trx: Trx,
  scheduled: ScheduledReport,
  day: string,
  publicUrl: string,
): Promise<ReportText> {
  const { name, report, by, on } = scheduled;
  const { from, until } = periodOf(scheduled.period, day);
  const isTime = by === 'month' || by === 'day';
  const asked: ReportQuery = {
    report,
    by,
    on,
    from,
    until,
    ...filterOf(scheduled),
    sort: isTime ? 'group' : 'figure',
    order: isTime ? 'asc' : 'desc',
  };
  const { rows, totals } = await wholeReport(trx, asked);
  const days = `${dayText(from)} to ${dayText(until)}`;
  const { name: title } = reportOf(report);
  const more = rows.length - mostRows;
  const address = new URLSearchParams({ report, by, on, from, until, ...filterOf(scheduled) });
  return {
    name,
    days,
    about: `${title} by ${reportGroups[by].toLowerCase()}, ${days}, ${reportDays[on].toLowerCase()}.`,
    rows: rows.slice(0, mostRows).map((row) => lineOf(asked, nameOf(by, row), row)),
    more: more > 0 ? `${more} more ${more === 1 ? 'row is' : 'rows are'}` : null,
    total: rows.length === 0 ? null : lineOf(asked, 'Total', totals),
    url: `${publicUrl}/admin/#/reports?${address}`,
  };
}

const filterOf = ({
  event,
  team,
  league,
  consignor,
}: ScheduledReport): Partial<Record<'event' | 'team' | 'league' | 'consignor', string>> => ({
  ...(event ? { event } : {}),
  ...(team ? { team } : {}),
  ...(league ? { league } : {}),
  ...(consignor ? { consignor } : {}),
});

const dateOf = (day: string) => DateTime.fromISO(day, { zone: 'utc' }).setLocale('en-US');
const dayText = (day: string) => dateOf(day).toFormat('LLL d, yyyy');

function nameOf(by: ReportQuery['by'], { name, detail }: ReportRow): string {
  if (by === 'month') return dateOf(`${name}-01`).toFormat('LLLL yyyy');
  if (by === 'day') return dayText(name);
  return detail === null ? name : `${name}, ${dayText(detail)}`;
}

/** `Portland Pilots: 12 orders, Revenue $1,234.00, Commission $800.00`. Columns of zero are left out. */
function lineOf(
  { report }: ReportQuery,
  name: string,
  { count, figures }: Pick<ReportRow, 'count' | 'figures'>,
): string {
  const { columns, counts } = reportOf(report);
  const money = (amount: number) => formatMoney({ amount, currency: marketplaceCurrency });
  const parts = Object.entries(columns).flatMap(([id, column], at) =>
    at === 0 || (figures[id] ?? 0) !== 0 ? [`${column.name} ${money(figures[id] ?? 0)}`] : [],
  );
  return `${name}: ${[`${counts.name} ${count.toLocaleString('en-US')}`, ...parts].join(', ')}`;
}
