/** Reports that finance lets be emailed: read, made, changed, dropped. */
import { groupsOf, reportOf } from '@holdfast/shared/accounting';
import { nextDay } from '@holdfast/shared/payouts';
import {
  isSendDay,
  type NewScheduledReport,
  type ScheduledReportChange,
  type ScheduledReportList,
  type ScheduledReport as Shown,
} from '@holdfast/shared/scheduledReports';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { type Reader, readersOf } from './readers.ts';
import { ScheduledReport } from './ScheduledReport.ts';

/** The marketplace's hour from which on a day's reports are sent: figures of the night are in. */
export const beginsAtHour = 6;

/** All of them by name, and who may be sent one. */
export async function listScheduledReports(trx: Trx): Promise<ScheduledReportList> {
  const rows = await ScheduledReport.query(trx).orderBy(['name', 'id']);
  const people = await readersOf(
    trx,
    rows.flatMap(({ recipients }) => recipients),
  );
  return {
    data: rows.map((row) => present(row, people)),
    total: rows.length,
    people: people.filter(({ mayRead }) => mayRead).map(({ id, name }) => ({ id, name })),
  };
}

/** @throws Problem `not_found` */
export async function showScheduledReport(trx: Trx, id: string): Promise<Shown> {
  const row = await ScheduledReport.query(trx).findById(id);
  if (!row) throw notFound('scheduledReport');
  return present(row, await readersOf(trx, row.recipients));
}

function present(row: ScheduledReport, people: readonly Reader[]): Shown {
  const { recipients, keptUntil, sentAt, createdAt: _, ...shown } = row.toJSON() as ScheduledReport;
  return {
    ...shown,
    recipients: people
      .filter(({ id }) => recipients.includes(id))
      .map(({ id, name, mayRead }) => ({ id, name, mayRead })),
    nextOn: row.isPaused ? null : nextDay(keptUntil, (day) => isSendDay(row, day)),
    sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
  };
}

/** @returns its id @throws Problem `validation_failed` */
export async function createScheduledReport(
  trx: Trx,
  wanted: NewScheduledReport,
  principal: Principal,
): Promise<string> {
  await requireSendable(trx, wanted);
  const id = newId('scheduledReport');
  await ScheduledReport.query(trx).insert({
    id,
    ...wanted,
    isPaused: false,
    keptUntil: await marketToday(trx, beginsAtHour),
    sentAt: null,
    version: 1,
    createdAt: new Date(),
  });
  await audit(trx, principal, [{ what: 'scheduledReport.create', subject: id, before: null, after: wanted }]);
  return id;
}

/** Changes one; one that goes on after a pause isn't sent for the days of it. @throws Problem `not_found`, `version_conflict`, `validation_failed` */
export async function changeScheduledReport(
  trx: Trx,
  id: string,
  { version, ...wanted }: ScheduledReportChange,
  principal: Principal,
): Promise<void> {
  const row = await lock(trx, id);
  if (row.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  await requireSendable(trx, wanted, row.recipients);
  const goesOn = row.isPaused && !wanted.isPaused;
  await ScheduledReport.query(trx)
    .findById(id)
    .patch({
      ...wanted,
      version: version + 1,
      ...(goesOn ? { keptUntil: await marketToday(trx, beginsAtHour) } : {}),
    });
  await audit(trx, principal, [
    { what: 'scheduledReport.change', subject: id, before: contentOf(row), after: wanted },
  ]);
}

/** It isn't emailed any more. @throws Problem `not_found` */
export async function dropScheduledReport(trx: Trx, id: string, principal: Principal): Promise<void> {
  const row = await lock(trx, id);
  await ScheduledReport.query(trx).deleteById(id);
  await audit(trx, principal, [
    { what: 'scheduledReport.drop', subject: id, before: contentOf(row), after: null },
  ]);
}

/** @throws Problem `not_found` */
export async function lock(trx: Trx, id: string): Promise<ScheduledReport> {
  const row = await ScheduledReport.query(trx).findById(id).forUpdate();
  if (!row) throw notFound('scheduledReport');
  return row;
}

const contentOf = (row: ScheduledReport) => {
  const {
    id: _id,
    version: _version,
    keptUntil: _kept,
    sentAt: _sent,
    createdAt: _at,
    ...content
  } = row.toJSON() as ScheduledReport;
  return content;
};

/** @param kept may stay, also where they may not read reports any more */
async function requireSendable(
  trx: Trx,
  { report, by, recipients }: NewScheduledReport,
  kept: readonly string[] = [],
): Promise<void> {
  if (!groupsOf(report).includes(by))
    throw fieldsRefused([
      {
        field: 'by',
        code: 'not_possible',
        message: `“${reportOf(report).name}” can’t be read by ${by}. Choose other rows.`,
      },
    ]);
  const readers = new Set((await readersOf(trx, [])).map(({ id }) => id));
  if (!recipients.every((id) => readers.has(id) || kept.includes(id)))
    throw fieldsRefused([
      {
        field: 'recipients',
        code: 'not_possible',
        message: 'Somebody chosen may not read reports. Choose people of finance, or administrators.',
      },
    ]);
}
