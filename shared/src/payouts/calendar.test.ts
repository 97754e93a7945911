import { expect, test } from 'vitest';
import {
  daysBetween,
  isRunDay,
  isStatementDay,
  nextDay,
  type PayoutDays,
  payoutCalendarChange,
} from './calendar.ts';

const weekly: PayoutDays = { rhythm: 'weekly', runDay: 1, statementDay: null };
const monthly: PayoutDays = { rhythm: 'monthly', runDay: 28, statementDay: 1 };

test.each([
  ['a Monday of a weekly calendar', weekly, '2026-11-30', true],
  ['a Sunday', weekly, '2026-11-29', false],
  ['the day of the month', monthly, '2027-02-28', true],
  ['another day', monthly, '2027-02-27', false],
  ['no rhythm', { ...weekly, rhythm: 'none' as const }, '2026-11-30', false],
])('a run is made: %s', (_what, calendar, on, is) => expect(isRunDay(calendar, on)).toBe(is));

test('statements are emailed on their day, and never where none is set', () => {
  expect(isStatementDay(monthly, '2026-12-01')).toBe(true);
  expect(isStatementDay(monthly, '2026-12-02')).toBe(false);
  expect(daysBetween('2025-12-31', '2026-02-28').some((day) => isStatementDay(weekly, day))).toBe(false);
});

test('days are counted over the end of a month and of summer time, at most two months', () => {
  expect(daysBetween('2026-10-31', '2026-11-03')).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  expect(daysBetween('2026-11-03', '2026-11-03')).toEqual([]);
  expect(daysBetween('2026-11-04', '2026-11-03')).toEqual([]);
  expect(daysBetween('2020-01-01', '2026-11-03')).toHaveLength(62);
});

test('the next day is after today', () => {
  expect(nextDay('2026-11-30', (day) => isRunDay(weekly, day))).toBe('2026-12-07');
  expect(nextDay('2026-11-28', (day) => isRunDay(monthly, day))).toBe('2026-12-28');
  expect(nextDay('2026-11-28', () => false)).toBeNull();
});

test('a week has seven days', () => {
  const given = { minimum: 100, statementDay: null, version: 1 };
  expect(payoutCalendarChange.safeParse({ ...given, rhythm: 'monthly', runDay: 28 }).success).toBe(true);
  const refused = payoutCalendarChange.safeParse({ ...given, rhythm: 'weekly', runDay: 8 });
  expect(refused.error?.issues).toMatchObject([{ path: ['runDay'], message: 'Choose a day of the week.' }]);
});
