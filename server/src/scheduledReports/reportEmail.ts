/** A report as an email: its first rows and its totals in words, and the page that has all of it. */
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
import {
  defineEmail,
  flag,
  type Letter,
  link,
  list,
  type RegisteredEmail,
  registered,
  requiredText,
  text,
} from '../emailTemplates/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { marketToday } from '../stats/index.ts';
import { ScheduledReport } from './ScheduledReport.ts';

/** Rows that the email has; the page has all. */
const mostRows = 25;

/** @param day on which it is sent @returns writes it to an address */
export async function reportEmail(trx: Trx, scheduled: ScheduledReport, day: string, publicUrl: string) {
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
  return (to: string): Letter =>
    scheduledReport.letter(to, {
      name,
      days,
      about: `${title} by ${reportGroups[by].toLowerCase()}, ${days}, ${reportDays[on].toLowerCase()}.`,
      rows: rows.slice(0, mostRows).map((row) => ({ row: lineOf(asked, nameOf(by, row), row) })),
      isEmpty: rows.length === 0,
      more: more > 0 ? `${more} more ${more === 1 ? 'row is' : 'rows are'}` : null,
      total: rows.length === 0 ? null : lineOf(asked, 'Total', totals),
      reportPage: `${publicUrl}/admin/#/reports?${address}`,
    });
}

const scheduledReport = defineEmail({
  key: 'report.scheduled',
  kind: 'scheduledReport',
  name: 'A report by email',
  to: 'staff',
  when: 'A report’s day has come, to the people that finance chose for it.',
  placeholders: {
    name: text('The report’s name', 'Revenue'),
    days: text('Of which days', 'Oct 1, 2026 to Oct 31, 2026'),
    about: text(
      'What it is, as a sentence',
      'Revenue by month, Oct 1, 2026 to Oct 31, 2026, when it was booked.',
    ),
    rows: list(
      'Its first 25 rows',
      { row: requiredText('A row, with its figures', 'Portland Pilots: Orders 12, Revenue $1,234.00') },
      [
        { row: 'Portland Pilots: Orders 12, Revenue $1,234.00' },
        { row: 'Denver Peaks: Orders 7, Revenue $803.00' },
      ],
    ),
    isEmpty: flag('Whether nothing was booked'),
    more: text(
      'How many more rows there are, as the beginning of a sentence; empty where all are named',
      '3 more rows are',
    ),
    total: text('The totals; empty where nothing was booked', 'Total: Orders 19, Revenue $2,037.00'),
    reportPage: link('Opens the report in the back office', 'https://tickets.example/admin/#/reports'),
  },
  subject: '{{name}}: {{days}}',
  text: `
{{about}}

{{#isEmpty}}
Nothing was booked in this period.

{{/isEmpty}}
{{#rows}}
{{row}}
{{/rows}}

{{#more}}
{{more}} on the page.

{{/more}}
{{total}}

[Open the report]({{reportPage}})
`,
});

export const scheduledReportEmails: readonly RegisteredEmail[] = [
  registered(scheduledReport, async (trx, { publicUrl }) => {
    const newest = await ScheduledReport.query(trx).orderBy('id', 'desc').first();
    return newest ? (await reportEmail(trx, newest, await marketToday(trx), publicUrl))('') : null;
  }),
];

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
