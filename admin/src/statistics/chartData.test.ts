import type { StatisticsSeries } from '@holdfast/shared/stats';
import { expect, test } from 'vitest';
import { barsOf, pointsOf } from './chartData.ts';

const day = (date: string, sold: number): StatisticsSeries['data'][number] => ({
  day: date,
  sold,
  orders: sold,
  gross: sold * 100,
  commission: sold * 20,
  refunds: 0,
});

test('every day between the first sale and the last, with the average of seven', () => {
  const { step, points } = pointsOf({ data: [day('2037-11-01', 7), day('2037-11-08', 14)] }, 'sold');
  expect(step).toBe('day');
  expect(points.map(({ value }) => value)).toEqual([7, 0, 0, 0, 0, 0, 0, 14]);
  expect(points.map(({ average }) => average)).toEqual([...Array(6).fill(null), 1, 2]);
});

test('long periods are shown by week, and nothing is lost', () => {
  const { step, points } = pointsOf(
    { data: [day('2037-01-01', 3), day('2037-01-06', 4), day('2037-09-30', 5)] },
    'gross',
  );
  expect(step).toBe('week');
  expect(points[0]).toMatchObject({ day: '2037-01-01', value: 700 });
  expect(points.reduce((sum, { value }) => sum + value, 0)).toBe(1_200);
});

test('five sections have a bar each, the rest share one', () => {
  const data = Array.from({ length: 8 }, (_, at) => ({
    name: `${101 + at}`,
    sold: 10 - at,
    soldSinceYesterday: at === 0 ? 10 : 1,
  }));
  const bars = barsOf({ data });
  expect(bars.map(({ name }) => name)).toEqual(['101', '102', '103', '104', '105', '3 more']);
  expect(bars[0]).toMatchObject({ before: 0, since: 10, says: '10, all since yesterday' });
  expect(bars[5]).toMatchObject({ before: 9, since: 3, says: '12, 3 since yesterday' });
});
