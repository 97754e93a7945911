/** The calendar of payouts: who reads and changes it, and the hourly look whether something is to be done today. */
import {
  daysBetween,
  isRunDay,
  isStatementDay,
  nextDay,
  type PayoutCalendar,
  type payoutCalendarChange,
  type RunRhythm,
} from '@holdfast/shared/payouts';
import type { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { Problem } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { reverseLosses } from './decideLoss.ts';
import { beginRun } from './makeRun.ts';

/** The marketplace's hour from which on a day's work is done: figures of the night are in. */
const beginsAtHour = 6;

interface Row {
  rhythm: RunRhythm;
  run_day: number;
  minimum_amount: number;
  statement_day: number | null;
  kept_until: string | null;
  version: number;
}

async function rowOf(trx: Trx, lock: boolean): Promise<Row> {
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT rhythm, run_day, minimum_amount, statement_day, kept_until::text, version
     FROM payout_calendar${lock ? ' FOR UPDATE' : ''}`,
    [],
  );
  if (!row) throw new Error('there is no calendar of payouts: the migration writes it');
  return row;
}

export async function readCalendar(trx: Trx): Promise<PayoutCalendar> {
  const row = await rowOf(trx, false);
  const days = daysOf(row);
  const after = row.kept_until ?? (await marketToday(trx));
  return {
    id: 'payouts',
    ...days,
    minimum: row.minimum_amount,
    nextRunOn: nextDay(after, (day) => isRunDay(days, day)),
    nextStatementsOn: nextDay(after, (day) => isStatementDay(days, day)),
    version: row.version,
  };
}

const daysOf = (row: Row) => ({
  rhythm: row.rhythm,
  runDay: row.run_day,
  statementDay: row.statement_day,
});

/** Changes the calendar from the next day on. @throws Problem `version_conflict` */
export async function changeCalendar(
  trx: Trx,
  { version, ...change }: z.output<typeof payoutCalendarChange>,
  principal: Principal,
): Promise<void> {
  const row = await rowOf(trx, true);
  if (row.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  const before = { ...daysOf(row), minimum: row.minimum_amount };
  const names = (Object.keys(change) as (keyof typeof change)[]).filter(
    (name) => before[name] !== change[name],
  );
  if (names.length === 0) return;
  await queryPrepared(
    trx,
    `UPDATE payout_calendar SET rhythm = $1, run_day = $2, minimum_amount = $3, statement_day = $4, kept_until = $5,
       version = version + 1, changed_at = now()`,
    [change.rhythm, change.runDay, change.minimum, change.statementDay, await marketToday(trx)],
  );
  const of = (all: typeof change) =>
    Object.fromEntries(names.map((name) => [name === 'minimum' ? 'minimumAmount' : name, all[name]]));
  await audit(trx, principal, [
    { what: 'payoutRun.calendar', subject: 'payouts', before: of(before), after: of(change) },
  ]);
}

/**
 * Does what the calendar has for the days since it was last looked at: one run of what may be paid now, which a person
 * approves, and the emails of the statements of each month. In one transaction with that day, so that a look which is killed is made again.
 */
export async function keepCalendar({ db, engine }: Pick<AppContext, 'db' | 'engine'>): Promise<void> {
  await inTransaction(db, async (trx) => {
    const row = await rowOf(trx, true);
    const until = await marketToday(trx, beginsAtHour);
    const days = daysBetween(row.kept_until ?? until, until);
    if (row.kept_until !== null && days.length === 0) return;
    const calendar = daysOf(row);
    if (days.some((day) => isRunDay(calendar, day))) await runOf(trx, engine, row.minimum_amount);
    const months = days.filter((day) => isStatementDay(calendar, day)).map(monthBefore);
    const task = 'notifications.mailStatements';
    if (months.length > 0)
      await jobs.add(
        trx,
        months.map((month) => ({ task, payload: { month }, key: `${task} ${month}` })),
      );
    await queryPrepared(trx, 'UPDATE payout_calendar SET kept_until = $1', [until]);
  });
}

/** Where nothing may be paid, none is made: what was looked at for it is rolled back. */
async function runOf(trx: Trx, engine: AppContext['engine'], minimum: number): Promise<void> {
  await queryPrepared(trx, 'SAVEPOINT run');
  try {
    await beginRun(trx, engine, { minimum, note: 'Made by the calendar' }, { by: 'clock', requestId: null });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'nothing_to_do')) throw error;
    await queryPrepared(trx, 'ROLLBACK TO SAVEPOINT run');
  }
}

function monthBefore(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** @returns handlers by the names of their jobs */
export const payoutJobs = (
  app: Pick<AppContext, 'db' | 'engine'>,
): Record<string, (payload: unknown) => Promise<void>> => ({
  'payouts.keepCalendar': () => keepCalendar(app),
  'payouts.reverseLosses': async () => {
    await reverseLosses(app.db);
  },
});

/** In UTC: each hour, so that a day's work is done soon after it begins in the marketplace's zone. */
export const payoutCrontab = [
  { task: 'payouts.keepCalendar', match: '5 * * * *', options: { maxAttempts: 5 } },
  // Each minute: it is owed again soon after the bank said so.
  { task: 'payouts.reverseLosses', match: '* * * * *', options: { maxAttempts: 3 } },
];
