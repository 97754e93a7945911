/** The numbers that the drill's charts draw. Pure. */
import type { StatisticsSeries, StatisticsSplit } from '@holdfast/shared/stats';
import { countOf } from '../ui/figures.tsx';

const shownBars = 5;

export interface SplitBar {
  name: string;
  before: number;
  since: number;
  /** Placeholder for a bar of length zero. */
  end: number;
  says: string;
}

/** The first five, and the rest in one. */
export function barsOf({ data }: StatisticsSplit): SplitBar[] {
  const rest = data.slice(shownBars);
  const shown = data.slice(0, shownBars);
  if (rest.length > 0)
    shown.push({
      name: `${countOf(rest.length)} more`,
      sold: rest.reduce((sum, { sold }) => sum + sold, 0),
      soldSinceYesterday: rest.reduce((sum, { soldSinceYesterday }) => sum + soldSinceYesterday, 0),
    });
  const longest = Math.max(...shown.map(({ sold }) => sold));
  return shown.map(({ name, sold, soldSinceYesterday: since }) => ({
    name,
    before: sold - since,
    since,
    end: longest / 1000,
    says:
      since > 0
        ? `${countOf(sold)}, ${since === sold ? 'all' : countOf(since)} since yesterday`
        : countOf(sold),
  }));
}

export type ChartedFigure = 'sold' | 'gross' | 'commission';

/** More days than this are shown by week. */
const mostDays = 92;
const dayMs = 86_400_000;

export interface Point {
  day: string;
  value: number;
  average: number | null;
}

/** Every day or week between the first sale and the last, with the average of seven behind each. */
export function pointsOf(
  { data }: StatisticsSeries,
  figure: ChartedFigure,
): { step: 'day' | 'week'; points: Point[] } {
  const first = data[0];
  const last = data.at(-1);
  if (!first || !last) return { step: 'day', points: [] };
  const from = Date.parse(first.day);
  const days = Math.round((Date.parse(last.day) - from) / dayMs) + 1;
  const step = days > mostDays ? 7 : 1;
  const values = new Array<number>(Math.ceil(days / step)).fill(0);
  for (const row of data) {
    const at = Math.floor((Date.parse(row.day) - from) / dayMs / step);
    values[at] = (values[at] ?? 0) + row[figure];
  }
  const points = values.map((value, at) => {
    const before = values.slice(Math.max(0, at - 6), at + 1);
    const average = before.length < 7 ? null : before.reduce((sum, each) => sum + each, 0) / 7;
    return { day: new Date(from + at * step * dayMs).toISOString().slice(0, 10), value, average };
  });
  return { step: step === 7 ? 'week' : 'day', points };
}
