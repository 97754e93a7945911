import type { PackageGame } from '@holdfast/shared/packages';
import { expect, it } from 'vitest';
import { monthsOf } from './months.ts';

const game = (localDate: string) => ({ eventId: localDate, localDate }) as PackageGame;

it('puts games into the weeks of their month, Monday first, and leaves empty weeks out', () => {
  const months = monthsOf(['2026-11-01', '2026-11-30', '2026-12-01'].map(game));
  expect(months.map(({ name, games, weeks }) => [name, games, weeks.length])).toEqual([
    ['November 2026', 2, 2],
    ['December 2026', 1, 1],
  ]);
  const [first, last] = months[0]?.weeks ?? [];
  expect(first?.days.map((day) => day?.number ?? null)).toEqual([null, null, null, null, null, null, 1]);
  expect(first?.days[6]?.games).toHaveLength(1);
  expect(last?.days.map((day) => day?.number ?? null)).toEqual([30, null, null, null, null, null, null]);
  expect(months[1]?.weeks[0]?.days.map((day) => day?.number ?? null)).toEqual([null, 1, 2, 3, 4, 5, 6]);
});
