/** Days on which banks pay. Days are calendar days, `2026-11-29`. */

/** Whose holidays count: the Federal Reserve's for ACH files, TARGET's for SEPA files. */
export type BankCalendar = 'fed' | 'target';

const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);
const weekdayOf = (day: string) => utc(day).getUTCDay();
const plus = (day: string, days: number) => dayOf(new Date(utc(day).getTime() + days * 86_400_000));
const at = (year: number, month: number, date: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** The nth such weekday of a month, 0 Sunday; n from 1. */
function nth(year: number, month: number, weekday: number, n: number): string {
  const first = at(year, month, 1);
  return plus(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1));
}
function lastMonday(year: number, month: number): string {
  const fifth = nth(year, month, 1, 5);
  return fifth.slice(0, 7) === at(year, month, 1).slice(0, 7) ? fifth : nth(year, month, 1, 4);
}

/** Easter Sunday. Source: the Gregorian computus of Meeus, Jones and Butcher. */
function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return at(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** Source: Federal Reserve Banks, holiday schedule. One on a Sunday is kept on Monday; on a Saturday banks are open the Friday before. */
const fedHolidays = (year: number): string[] => {
  const kept = (day: string) => (weekdayOf(day) === 0 ? plus(day, 1) : day);
  return [
    kept(at(year, 1, 1)),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    lastMonday(year, 5),
    kept(at(year, 6, 19)),
    kept(at(year, 7, 4)),
    nth(year, 9, 1, 1),
    nth(year, 10, 1, 2),
    kept(at(year, 11, 11)),
    nth(year, 11, 4, 4),
    kept(at(year, 12, 25)),
  ];
};
/** Source: European Central Bank, TARGET closing days. */
const targetHolidays = (year: number): string[] => [
  at(year, 1, 1),
  plus(easter(year), -2),
  plus(easter(year), 1),
  at(year, 5, 1),
  at(year, 12, 25),
  at(year, 12, 26),
];

/** Whether it is a Saturday or Sunday. */
export const isWeekend = (day: string): boolean => [0, 6].includes(weekdayOf(day));
/** Whether banks of this calendar are closed that day although it is no weekend. */
export const isBankHoliday = (calendar: BankCalendar, day: string): boolean =>
  (calendar === 'fed' ? fedHolidays : targetHolidays)(Number(day.slice(0, 4))).includes(day);
/** Whether banks of this calendar pay that day. */
export const isBankDay = (calendar: BankCalendar, day: string): boolean =>
  !isWeekend(day) && !isBankHoliday(calendar, day);
/** The first day after this one on which banks pay. */
export function nextBankDay(calendar: BankCalendar, after: string): string {
  let day = plus(after, 1);
  while (!isBankDay(calendar, day)) day = plus(day, 1);
  return day;
}
/** Whole days from one day to another. */
export const daysUntil = (from: string, until: string): number =>
  Math.round((utc(until).getTime() - utc(from).getTime()) / 86_400_000);
