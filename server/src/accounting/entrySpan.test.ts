/** Which days of booking a page of the general ledger reads. */
import { expect, it } from 'vitest';
import { daysOfPage } from './entrySpan.ts';

const days = [
  { day: '2026-06-03', total: 2 },
  { day: '2026-06-01', total: 10 },
  { day: '2026-11-30', total: 1 },
  { day: '2026-06-02', total: 0 },
];
const newest = { order: 'desc', page: 1, perPage: 2, behindDay: null } as const;

it('goes from the first entry to one more than the page holds', () => {
  expect(daysOfPage(days, newest)).toEqual({ first: '2026-06-03', last: '2026-11-30' });
  expect(daysOfPage(days, { ...newest, perPage: 3 })).toEqual({ first: '2026-06-01', last: '2026-11-30' });
  expect(daysOfPage(days, { ...newest, page: 3 })).toEqual({ first: '2026-06-01', last: '2026-11-30' });
  expect(daysOfPage(days, { ...newest, order: 'asc' })).toEqual({ first: '2026-06-01', last: '2026-06-01' });
  expect(daysOfPage(days, { ...newest, order: 'asc', perPage: 11 })).toEqual({
    first: '2026-06-01',
    last: '2026-06-03',
  });
});

it('doesn’t count on the day of the entry before the page, of which any number may be left', () => {
  expect(daysOfPage(days, { ...newest, perPage: 1, behindDay: '2026-06-03' })).toEqual({
    first: '2026-06-01',
    last: '2026-06-03',
  });
  // A day without entries of the filter: what was behind a place may have left it.
  expect(daysOfPage(days, { ...newest, perPage: 1, behindDay: '2026-07-01' })).toEqual({
    first: '2026-06-03',
    last: '2026-06-03',
  });
  expect(daysOfPage(days, { ...newest, order: 'asc', behindDay: '2026-06-03' })).toEqual({
    first: '2026-06-03',
    last: '2026-11-30',
  });
});

it('knows of none where nothing was booked', () => {
  expect(daysOfPage([], newest)).toBeNull();
  expect(daysOfPage([{ day: '2026-06-01', total: 0 }], newest)).toBeNull();
  expect(daysOfPage(days, { ...newest, behindDay: '2026-05-01' })).toBeNull();
});
