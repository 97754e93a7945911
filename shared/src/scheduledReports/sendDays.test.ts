import { describe, expect, it } from 'vitest';
import { isSendDay, periodOf } from './sendDays.ts';

describe('a report is emailed', () => {
  it.each([
    ['weekly', 1, '2026-11-30', true],
    ['weekly', 7, '2026-11-29', true],
    ['weekly', 7, '2026-11-30', false],
    ['monthly', 28, '2026-02-28', true],
    ['monthly', 1, '2026-11-30', false],
  ] as const)('%s on %d: %s %s', (rhythm, sendDay, on, is) =>
    expect(isSendDay({ rhythm, sendDay }, on)).toBe(is),
  );
});

describe('it is about', () => {
  it.each([
    ['lastWeek', '2026-11-30', '2026-11-23', '2026-11-29'],
    ['lastWeek', '2026-11-29', '2026-11-16', '2026-11-22'],
    ['lastMonth', '2026-01-15', '2025-12-01', '2025-12-31'],
    ['lastMonth', '2028-03-01', '2028-02-01', '2028-02-29'],
    ['thisMonth', '2026-11-30', '2026-11-01', '2026-11-29'],
    ['thisMonth', '2026-12-01', '2026-11-01', '2026-11-30'],
    ['thisYear', '2026-11-30', '2026-01-01', '2026-11-29'],
    ['thisYear', '2027-01-01', '2026-01-01', '2026-12-31'],
  ] as const)('%s of %s: %s to %s', (period, on, from, until) =>
    expect(periodOf(period, on)).toEqual({ from, until }),
  );
});
