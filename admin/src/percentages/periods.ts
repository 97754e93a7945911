/** The periods that the what-if offers. Pure. */
import { marketplaceZone, wallTimeOf } from '@holdfast/shared/time';

/** Days of the marketplace, the second not included. */
export interface Period {
  name: string;
  short: string;
  from: string;
  until: string;
}

const day = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
const monthName = (month: number, style: 'short' | 'long') =>
  new Date(Date.UTC(2026, month, 1)).toLocaleDateString('en-US', { month: style, timeZone: 'UTC' });

/** The last two whole months, this one, and the season, which begins in July. */
export function periodsOf(now: Date): Period[] {
  const [year = 0, month = 0] = wallTimeOf(now.getTime(), marketplaceZone).split(/[-T]/).map(Number);
  const months = [-3, -2, -1].map((back) => {
    const first = new Date(Date.UTC(year, month + back, 1));
    const [y, m] = [first.getUTCFullYear(), first.getUTCMonth()];
    return {
      name: `${monthName(m, 'long')} ${y}`,
      short: monthName(m, 'short'),
      from: day(y, m),
      until: day(y, m + 1),
    };
  });
  const begin = month >= 7 ? year : year - 1;
  const season = {
    name: `season ${begin}–${(begin + 1) % 100}`,
    short: 'Season',
    from: day(begin, 6),
    until: day(begin + 1, 6),
  };
  return [...months, season];
}
