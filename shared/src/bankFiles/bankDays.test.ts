import { expect, it } from 'vitest';
import { isBankDay, isBankHoliday, nextBankDay } from './bankDays.ts';

/** Source: Federal Reserve Banks, holidays observed 2026 and 2027. */
const fed = {
  2026: ['01-01', '01-19', '02-16', '05-25', '06-19', '07-04', '09-07', '10-12', '11-11', '11-26', '12-25'],
  2027: ['01-01', '01-18', '02-15', '05-31', '06-19', '07-05', '09-06', '10-11', '11-11', '11-25', '12-25'],
};
/** Source: European Central Bank, TARGET closing days. */
const target = {
  2026: ['01-01', '04-03', '04-06', '05-01', '12-25', '12-26'],
  2027: ['01-01', '03-26', '03-29', '05-01', '12-25', '12-26'],
};

it.each([
  ['fed', fed],
  ['target', target],
] as const)('%s is closed on its published days', (calendar, years) => {
  for (const [year, days] of Object.entries(years)) {
    const all = Array.from({ length: 365 }, (_, at) =>
      new Date(Date.UTC(Number(year), 0, 1 + at)).toISOString().slice(0, 10),
    );
    expect(all.filter((day) => isBankHoliday(calendar, day))).toEqual(days.map((day) => `${year}-${day}`));
  }
});

it('a holiday on a Saturday leaves the Friday before open, one on a Sunday closes Monday', () => {
  expect(isBankDay('fed', '2026-07-03')).toBe(true);
  expect(isBankDay('fed', '2027-07-05')).toBe(false);
  expect(isBankDay('target', '2027-07-05')).toBe(true);
});

it('the next bank day passes weekends and holidays', () => {
  expect(nextBankDay('fed', '2026-11-25')).toBe('2026-11-27');
  expect(nextBankDay('fed', '2026-11-27')).toBe('2026-11-30');
  expect(nextBankDay('target', '2026-12-24')).toBe('2026-12-28');
});
