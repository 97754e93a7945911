/** Audit cases of reports that are emailed. */
import type { ScheduledReportList } from '@holdfast/shared/scheduledReports';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

async function newReport(bench: Bench) {
  const { people } = await bench.does<ScheduledReportList>('finance', 'GET', '/admin/scheduled-reports');
  return {
    name: 'Revenue of the month',
    report: 'revenue',
    by: 'month',
    on: 'booked',
    event: null,
    team: null,
    league: null,
    consignor: null,
    period: 'lastMonth',
    rhythm: 'monthly',
    sendDay: 2,
    recipients: [people[0]?.id ?? ''],
  } as const;
}
async function scheduled(bench: Bench) {
  const body = await newReport(bench);
  const { id } = await bench.does<{ id: string }>('finance', 'POST', '/admin/scheduled-reports', body);
  return { id, body };
}

/** The cases. */
export const scheduledReportCases: Case[] = [
  changes({ by: 'finance', route: 'POST /admin/scheduled-reports' }, async (bench) => {
    const body = await newReport(bench);
    return {
      path: '/admin/scheduled-reports',
      body,
      entries: [{ what: 'scheduledReport.create', before: null, after: { ...body } }],
    };
  }),
  changes({ by: 'finance', route: 'PUT /admin/scheduled-reports/:id' }, async (bench) => {
    const { id, body } = await scheduled(bench);
    const change = { ...body, isPaused: true };
    return {
      path: `/admin/scheduled-reports/${id}`,
      body: { ...change, version: 1 },
      entries: [
        {
          what: 'scheduledReport.change',
          subject: id,
          before: { isPaused: false },
          after: { isPaused: true },
        },
      ],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/scheduled-reports/:id/send' }, async (bench) => {
    const { id } = await scheduled(bench);
    return {
      path: `/admin/scheduled-reports/${id}/send`,
      entries: [{ what: 'scheduledReport.send', subject: id, before: null, after: { people: 1 } }],
    };
  }),
  changes({ by: 'finance', route: 'DELETE /admin/scheduled-reports/:id' }, async (bench) => {
    const { id, body } = await scheduled(bench);
    return {
      path: `/admin/scheduled-reports/${id}`,
      entries: [{ what: 'scheduledReport.drop', subject: id, before: { name: body.name }, after: null }],
    };
  }),
];
