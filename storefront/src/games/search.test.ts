import { expect, test } from 'vitest';
import { addressOf, asEventQuery, filtersOf, monthRange, readSearch, searchTitle } from './search.ts';

const read = (query: string) => readSearch(new URLSearchParams(query));

test('what makes no sense is left out', () => {
  const search = read('weekday=7,9,x,6,6&from=2026-13-01&to=2026-12-31&page=-3&sort=secret');
  expect(search).toMatchObject({ weekdays: [6, 7], from: null, to: '2026-12-31', page: 1, sort: 'startsAt' });
});

test('an address says the search, and reads back the same', () => {
  const search = read('q=bills&league=NFL&city=Buffalo&weekday=1,7&from=2026-11-01&sort=fromPrice&page=3');
  expect(readSearch(new URL(addressOf(search), 'https://shop.example').searchParams)).toEqual(search);
});

test('the API is asked for what the search says', () => {
  expect(asEventQuery(read('weekday=6,7&performer=buffalo-bills'))).toEqual({
    page: 1,
    perPage: 20,
    sort: 'startsAt',
    performer: 'buffalo-bills',
    weekday: '6,7',
  });
});

test('each filter knows the search without it and the search with nothing else', () => {
  const filters = filtersOf(read('q=bills&weekday=2&page=4'), null);
  expect(filters.map(({ words }) => words)).toEqual(['“bills”', 'Tuesdays']);
  expect(filters.map(({ rest }) => addressOf(rest))).toEqual(['/games?weekday=2', '/games?q=bills']);
  expect(filters.map(({ only }) => addressOf(only))).toEqual(['/games?q=bills', '/games?weekday=2']);
});

test('a title in words', () => {
  expect(searchTitle(read('performer=x&weekday=6,7&city=Buffalo'), 'Buffalo Bills')).toBe(
    'Buffalo Bills, in Buffalo, on Saturdays and Sundays',
  );
  expect(searchTitle(read('from=2026-11-01&to=2026-11-30'), null)).toBe(
    'All games, 1 November to 30 November',
  );
});

test('a month has its own last day', () => {
  expect(monthRange('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
});
