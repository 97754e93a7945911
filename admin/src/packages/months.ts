/** Games put into months and weeks by their day at the venue. */
import type { PackageGame } from '@holdfast/shared/packages';
import { monthText } from '../ui/dates/dayText.ts';

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

interface Day {
  number: number;
  games: PackageGame[];
}
export interface MonthOfGames {
  /** `2026-11` */
  key: string;
  /** `November 2026` */
  name: string;
  games: number;
  weeks: Array<{ key: string; days: Array<Day | null> }>;
}

const dayMs = 86_400_000;
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`);
/** Monday is 0. */
const weekdayOf = (at: number) => (new Date(at).getUTCDay() + 6) % 7;

/** The months that have games, each with those of its weeks that have one. @param games by date */
export function monthsOf(games: readonly PackageGame[]): MonthOfGames[] {
  const byMonth = Map.groupBy(games, ({ localDate }) => localDate.slice(0, 7));
  return [...byMonth].map(([key, ofMonth]) => ({
    key,
    name: monthText(key),
    games: ofMonth.length,
    weeks: weeksOf(key, ofMonth),
  }));
}

function weeksOf(month: string, games: readonly PackageGame[]): MonthOfGames['weeks'] {
  const byMonday = Map.groupBy(games, ({ localDate }) => utc(localDate) - weekdayOf(utc(localDate)) * dayMs);
  return [...byMonday].map(([monday, ofWeek]) => ({
    key: String(monday),
    days: weekdays.map((_, at) => {
      const date = new Date(monday + at * dayMs).toISOString().slice(0, 10);
      if (!date.startsWith(month)) return null;
      return { number: Number(date.slice(8)), games: ofWeek.filter(({ localDate }) => localDate === date) };
    }),
  }));
}
