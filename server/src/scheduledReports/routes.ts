import { idParam } from '@holdfast/shared/http';
import {
  newScheduledReport,
  scheduledReport,
  scheduledReportChange,
  scheduledReportList,
} from '@holdfast/shared/scheduledReports';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import {
  changeScheduledReport,
  createScheduledReport,
  dropScheduledReport,
  listScheduledReports,
  lock,
  showScheduledReport,
} from './scheduledReports.ts';
import { mailReport } from './sendReports.ts';

const common = { tag: 'Admin: accounting', roles: ['finance'] } as const;
const one = { ...common, path: '/admin/scheduled-reports/:id', params: idParam('scheduledReport') } as const;

/** Reports that are emailed by themselves, for finance. */
export const scheduledReportRoutes = ({ publicUrl }: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/scheduled-reports',
    summary: 'Reports that are emailed by themselves, and who may be sent one',
    answer: scheduledReportList,
    run: (trx) => listScheduledReports(trx),
  }),
  command({
    ...common,
    method: 'post',
    path: '/admin/scheduled-reports',
    summary: 'Let a report be emailed, from the next day on',
    idempotent: true,
    body: newScheduledReport,
    answer: scheduledReport,
    status: 201,
    problems: ['validation_failed'],
    run: async (trx, { body, principal }) =>
      showScheduledReport(trx, await createScheduledReport(trx, body, principal)),
  }),
  command({
    ...one,
    method: 'put',
    summary: 'Change it, pause it, or let it go on',
    idempotent: true,
    body: scheduledReportChange,
    answer: scheduledReport,
    problems: ['not_found', 'version_conflict', 'validation_failed'],
    async run(trx, { params: { id }, body, principal }) {
      await changeScheduledReport(trx, id, body, principal);
      return showScheduledReport(trx, id);
    },
  }),
  command({
    ...one,
    path: '/admin/scheduled-reports/:id/send',
    reaches: 'email',
    method: 'post',
    summary: 'Email it now, as if today were its day; also one that is paused',
    idempotent: true,
    answer: scheduledReport,
    problems: ['not_found', 'nothing_to_do'],
    async run(trx, { params: { id }, principal }) {
      const report = await lock(trx, id);
      const day = await marketToday(trx);
      const people = await mailReport(trx, report, {
        day,
        cause: `now ${new Date().toISOString()}`,
        publicUrl,
      });
      if (people === 0)
        throw new Problem(
          'nothing_to_do',
          'Nobody who gets it may read reports any more. Choose other people, then send it.',
        );
      await audit(trx, principal, [
        { what: 'scheduledReport.send', subject: id, before: null, after: { people, day } },
      ]);
      return showScheduledReport(trx, id);
    },
  }),
  command({
    ...one,
    method: 'delete',
    summary: 'Let it be emailed no more',
    status: 204,
    problems: ['not_found'],
    run: (trx, { params: { id }, principal }) => dropScheduledReport(trx, id, principal),
  }),
];
