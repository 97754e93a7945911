/** Which part of a period is read from sums by month. */
import { expect, it } from 'vitest';
import { splitMonths } from './months.ts';

it.each([
  ['everything', {}, { months: ['-infinity', 'infinity'], days: [] }],
  [
    'a month',
    { from: '2026-11-01', until: '2026-11-30' },
    { months: ['2026-11-01', '2026-12-01'], days: [] },
  ],
  [
    'a year with days beside its months',
    { from: '2025-12-15', until: '2026-12-14' },
    {
      months: ['2026-01-01', '2026-12-01'],
      days: [
        ['2025-12-15', '2026-01-01'],
        ['2026-12-01', '2026-12-15'],
      ],
    },
  ],
  [
    'days of one month',
    { from: '2026-11-02', until: '2026-11-29' },
    { months: null, days: [['2026-11-02', '2026-11-30']] },
  ],
  [
    'days of two months',
    { from: '2026-11-02', until: '2026-12-01' },
    { months: null, days: [['2026-11-02', '2026-12-02']] },
  ],
  [
    'from a day on',
    { from: '2024-02-29' },
    { months: ['2024-03-01', 'infinity'], days: [['2024-02-29', '2024-03-01']] },
  ],
  ['until a day', { until: '2026-11-30' }, { months: ['-infinity', '2026-12-01'], days: [] }],
])('%s', (_, period, expected) => {
  const { months, days } = splitMonths(period);
  expect({ months, days }).toEqual(expected);
});
