/** The hourly look which reports are to be emailed today, and their emails. */
import { daysBetween } from '@holdfast/shared/payouts';
import { isSendDay } from '@holdfast/shared/scheduledReports';
import { z } from 'zod';
import { postEmail } from '../notifications/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { goesSomewhere, postSlack, slackLimits, slackLink, slackMessage, slackText } from '../slack/index.ts';
import { marketToday } from '../stats/index.ts';
import { readersOf } from './readers.ts';
import { reportLetter } from './reportEmail.ts';
import { type ReportText, reportInWords } from './reportInWords.ts';
import { ScheduledReport } from './ScheduledReport.ts';
import { beginsAtHour } from './scheduledReports.ts';

/**
 * Adds a job for each report whose day has come since it was last looked at; of several days the last one. In one transaction with
 * that day, so that a look which is killed is made again.
 */
export async function keepReports({ db }: { db: Database }): Promise<void> {
  await inTransaction(db, async (trx) => {
    const until = await marketToday(trx, beginsAtHour);
    const due = await ScheduledReport.query(trx).where('kept_until', '<', until).orderBy('id').forUpdate();
    const sent = due.flatMap((report) => {
      const day = report.isPaused
        ? undefined
        : daysBetween(report.keptUntil, until).findLast((each) => isSendDay(report, each));
      return day === undefined ? [] : [{ id: report.id, day }];
    });
    const task = 'scheduledReports.mail';
    if (sent.length > 0)
      await jobs.add(
        trx,
        sent.map((payload) => ({ task, payload, key: `${task} ${payload.id} ${payload.day}` })),
      );
    await ScheduledReport.query(trx).where('kept_until', '<', until).patch({ keptUntil: until });
  });
}

/**
 * Emails a report to whoever may still read it, and writes it to Slack where that is wanted.
 * @param day on which it is sent
 * @param cause names this time: each person gets one email of it, however often it is tried
 * @returns to how many people
 */
export async function mailReport(
  trx: Trx,
  report: ScheduledReport,
  { day, cause, publicUrl }: { day: string; cause: string; publicUrl: string },
): Promise<number> {
  const readers = (await readersOf(trx, [])).filter(({ id }) => report.recipients.includes(id));
  const isForSlack = report.toSlack && (await goesSomewhere(trx, 'reports'));
  if (readers.length === 0 && !isForSlack) return 0;
  const text = await reportInWords(trx, report, day, publicUrl);
  const named = `scheduledReport/${report.id}/${cause}`;
  for (const { id, email: to } of readers)
    await postEmail(trx, `${named}/${id}`, null, reportLetter(to, text));
  if (isForSlack) await postSlack(trx, 'reports', named, inSlack(text));
  await ScheduledReport.query(trx).findById(report.id).patch({ sentAt: new Date() });
  return readers.length;
}

/** Characters of a line: with every one escaped it is still a text of Slack. */
const mostOfLine = slackLimits.text / 6;

/** Each line of it by itself, so that none is cut. */
const inSlack = ({ name, days, about, rows, more, total, url }: ReportText) =>
  slackMessage(
    `${name}: ${days}`,
    [
      about,
      ...(rows.length === 0 ? ['Nothing was booked in this period.'] : rows),
      ...(more === null ? [] : [`${more} on the page.`]),
      ...(total === null ? [] : [total]),
    ].map((line) => slackText(line, mostOfLine)),
    slackLink(url, 'Open the report'),
  );

const aboutReport = z.object({ id: z.string(), day: z.string() });

/** @returns handlers by the names of their jobs */
export const scheduledReportJobs = ({
  db,
  publicUrl,
}: AppContext): Record<string, (payload: unknown) => Promise<void>> => ({
  'scheduledReports.keep': () => keepReports({ db }),
  async 'scheduledReports.mail'(payload) {
    const { id, day } = aboutReport.parse(payload);
    await inTransaction(db, async (trx) => {
      const report = await ScheduledReport.query(trx).findById(id).forUpdate();
      // It was dropped or paused meanwhile.
      if (report && !report.isPaused) await mailReport(trx, report, { day, cause: day, publicUrl });
    });
  },
});

/** In UTC: each hour, so that a day's reports are sent soon after it begins in the marketplace's zone. */
export const scheduledReportCrontab = [
  { task: 'scheduledReports.keep', match: '10 * * * *', options: { maxAttempts: 5 } },
];
