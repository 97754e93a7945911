import { expect, it } from 'vitest';
import { nextTurn } from './savedPriceRules.ts';

it.each([
  ['later today', '06:30', '2026-11-24T10:00:00.000Z', '2026-11-24T11:30:00.000Z'],
  ['tomorrow, when it is past', '06:30', '2026-11-24T11:30:00.000Z', '2026-11-25T11:30:00.000Z'],
  ['by the marketplace’s day, not by UTC’s', '23:00', '2026-11-25T03:00:00.000Z', '2026-11-25T04:00:00.000Z'],
  [
    'at the same time of day after the clocks change',
    '06:30',
    '2026-10-31T12:00:00.000Z',
    '2026-11-01T11:30:00.000Z',
  ],
  ['once on the day whose hour is skipped', '02:30', '2026-03-08T05:00:00.000Z', '2026-03-08T07:30:00.000Z'],
  ['on the next day after that', '02:30', '2026-03-08T07:30:00.000Z', '2026-03-09T06:30:00.000Z'],
])('a daily rule runs %s', (_words, runsAt, now, next) => {
  expect(nextTurn(runsAt, now)).toBe(next);
});
