/** When runs of payouts are made and statements are emailed by themselves. Days are those of the marketplace's zone. */
import { z } from 'zod';
import { day } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';

/** How often a run is made. */
export const runRhythms = ['none', 'weekly', 'monthly'] as const;
/** How often a run is made. */
export type RunRhythm = (typeof runRhythms)[number];

const dayOfMonth = z
  .int('Give a day of the month, 1 to 28.')
  .min(1, 'Give a day of the month, 1 to 28.')
  .max(28, 'Give a day that every month has, 1 to 28.');
const fields = {
  rhythm: z.enum(runRhythms, { error: 'Choose how often a run is made.' }),
  runDay: dayOfMonth.meta({ description: 'Weekly: 1 Monday to 7 Sunday; monthly: the day of the month' }),
  minimum: minorUnits
    .min(1, 'Give an amount above zero.')
    .meta({ description: 'Who is owed less waits for a later run' }),
  statementDay: dayOfMonth.nullable().meta({
    description: 'The day on which statements of the month before are emailed; null: none are',
  }),
};

/** The calendar, with what it does next. */
export const payoutCalendar = z
  .object({
    id: z.literal('payouts'),
    ...fields,
    nextRunOn: day.nullable(),
    nextStatementsOn: day.nullable(),
    version: z.int(),
  })
  .meta({ id: 'PayoutCalendar' });
/** The calendar. */
export type PayoutCalendar = z.infer<typeof payoutCalendar>;
/** When something is done by itself. */
export type PayoutDays = Pick<PayoutCalendar, 'rhythm' | 'runDay' | 'statementDay'>;

/** Changes the calendar; it holds from the next day on. */
export const payoutCalendarChange = z
  .object({ ...fields, version: z.int() })
  .refine(({ rhythm, runDay }) => rhythm !== 'weekly' || runDay <= 7, {
    path: ['runDay'],
    error: 'Choose a day of the week.',
  });
/** Changes the calendar, as a client sends it. */
export type PayoutCalendarChange = z.input<typeof payoutCalendarChange>;

/** Whether a run is made on a day, `2026-11-29`. */
export function isRunDay({ rhythm, runDay }: PayoutDays, on: string): boolean {
  const date = dateOf(on);
  // Sunday is 0 there.
  if (rhythm === 'weekly') return (date.getUTCDay() || 7) === runDay;
  return rhythm === 'monthly' && date.getUTCDate() === runDay;
}

/** Whether statements of the month before are emailed on a day, `2026-11-29`. */
export const isStatementDay = ({ statementDay }: PayoutDays, on: string): boolean =>
  dateOf(on).getUTCDate() === statementDay;

/** Days after `after` up to and including `until`; of a longer time the last 62, two months. */
export function daysBetween(after: string, until: string): string[] {
  const end = dateOf(until).getTime();
  const days: string[] = [];
  for (let at = Math.max(dateOf(after).getTime(), end - longestGap * dayMs) + dayMs; at <= end; at += dayMs)
    days.push(dayOf(at));
  return days;
}

/** @returns the first day after `after` for which this is so; null: none within two months */
export function nextDay(after: string, isOne: (day: string) => boolean): string | null {
  return daysBetween(after, dayOf(dateOf(after).getTime() + longestGap * dayMs)).find(isOne) ?? null;
}

/** Days. */
const longestGap = 62;
const dayMs = 86_400_000;
const dateOf = (on: string) => new Date(`${on}T00:00:00Z`);
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
