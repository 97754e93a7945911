import { expect, test } from 'vitest';
import { readableOf } from '../../ui/unreadable.ts';
import { filterOf, viewFields, viewText } from './filters.ts';

const now = Date.parse('2026-11-20T19:32:45.500Z');
const asked = (query: string, fixed: Record<string, string> = {}) =>
  filterOf(new URLSearchParams(query), fixed, now);

test('a desk keeps to its own states until the address says others', () => {
  expect(asked('', { state: 'live,paused' })).toEqual({ state: 'live,paused' });
  expect(asked('state=paused', { state: 'live,paused' })).toEqual({ state: 'paused' });
  expect(asked('state=all', { state: 'live,paused' })).toEqual({});
  expect(asked('q=Bears&page=3&nonsense=1')).toEqual({ q: 'Bears' });
});

test('spans count from now, and days are the marketplace’s own', () => {
  expect(asked('starts=14d')).toEqual({
    startsFrom: '2026-11-20T19:32:00.000Z',
    startsUntil: '2026-12-04T19:32:00.000Z',
  });
  expect(asked('startsFrom=2026-11-22&startsUntil=2026-11-22')).toEqual({
    startsFrom: '2026-11-22T05:00:00.000Z',
    startsUntil: '2026-11-23T05:00:00.000Z',
  });
  expect(asked('waiting=24')).toEqual({ submittedBefore: '2026-11-19T19:32:00.000Z' });
  expect(asked('starts=soon&startsFrom=tomorrow&waiting=long')).toEqual({});
});

test('views that say the same are the same', () => {
  const text = (query: string) => viewText(new URLSearchParams(query));
  expect(text('owner=me&state=live&page=2')).toBe(text('state=live&owner=me'));
  expect(text('owner=me')).not.toBe(text('owner=none'));
});

test('what can’t be read of an address is left out and named', () => {
  const { query, ignored } = readableOf(
    new URLSearchParams(
      'priceFrom=abc&league=NFL&starts=14d&startsFrom=soon&sort=luck&eventId=7&state=live,paused&tab=x',
    ),
    viewFields,
  );
  expect(query.toString()).toBe('league=NFL&starts=14d&state=live%2Cpaused&tab=x');
  expect(ignored).toEqual(['priceFrom=abc', 'startsFrom=soon', 'sort=luck', 'eventId=7']);
});
