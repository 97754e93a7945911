/** The email of a report. */
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
import { marketToday } from '../stats/index.ts';
import { type ReportText, reportInWords } from './reportInWords.ts';
import { ScheduledReport } from './ScheduledReport.ts';

/** @param to an address */
export const reportLetter = (to: string, { name, days, about, rows, more, total, url }: ReportText): Letter =>
  scheduledReport.letter(to, {
    name,
    days,
    about,
    rows: rows.map((row) => ({ row })),
    isEmpty: rows.length === 0,
    more,
    total,
    reportPage: url,
  });

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
    return newest
      ? reportLetter('', await reportInWords(trx, newest, await marketToday(trx), publicUrl))
      : null;
  }),
];
