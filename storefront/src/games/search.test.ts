import { expect, test } from 'vitest';
import { addressOf, asEventQuery, filtersOf, monthRange, readSearch, searchTitle } from './search.ts';

const read = (query: string) => readSearch(new URLSearchParams(query));

test('invalid parts are dropped', () => {
  const search = read('weekday=7,9,x,6,6&from=2026-13-01&to=2026-12-31&page=-3&sort=secret');
  expect(search).toMatchObject({ weekdays: [6, 7], from: null, to: '2026-12-31', page: 1, sort: 'startsAt' });
});

test('a search survives its address unchanged', () => {
  const search = read('q=bills&league=NFL&city=Buffalo&weekday=1,7&from=2026-11-01&sort=fromPrice&page=3');
  expect(readSearch(new URL(addressOf(search), 'https://shop.example').searchParams)).toEqual(search);
});

test('the API query contains the whole search', () => {
  expect(asEventQuery(read('weekday=6,7&performer=buffalo-bills'))).toEqual({
    page: 1,
    perPage: 20,
    sort: 'startsAt',
    performer: 'buffalo-bills',
    weekday: '6,7',
  });
});

test('each filter has the search without it and the search with only it', () => {
  const filters = filtersOf(read('q=bills&weekday=2&page=4'), null, 'USD');
  expect(filters.map(({ label }) => label)).toEqual(['“bills”', 'Tuesdays']);
  expect(filters.map(({ withoutIt }) => addressOf(withoutIt))).toEqual([
    '/games?weekday=2',
    '/games?q=bills',
  ]);
  expect(filters.map(({ only }) => addressOf(only))).toEqual(['/games?q=bills', '/games?weekday=2']);
});

test('number and price are in the address, the query, the title and the filters', () => {
  const search = read('quantity=4&maxPrice=15050');
  expect(addressOf(search)).toBe('/games?quantity=4&maxPrice=15050');
  expect(asEventQuery(search)).toMatchObject({ quantity: 4, maxPrice: 15_050 });
  expect(searchTitle(search, null, 'USD')).toBe('All events, 4 together, up to $150.50 each');
  expect(filtersOf(search, null, 'USD').map(({ without }) => without)).toEqual(['any number', 'any price']);
  expect(read('quantity=0&maxPrice=-3')).toMatchObject({ quantity: null, maxPrice: null });
  expect(read('quantity=21&maxPrice=1e3')).toMatchObject({ quantity: null, maxPrice: null });
});

test('near a city or a position is in the address, the query and the title', () => {
  const city = read('near=Pittsburgh&within=100');
  expect(addressOf(city)).toBe('/games?near=Pittsburgh&within=100');
  expect(asEventQuery(city)).toMatchObject({ near: 'Pittsburgh', within: 100 });
  expect(searchTitle(city, null, 'USD')).toBe('All events, within 100 miles of Pittsburgh');
  const here = read('near=40.4,-80.0&within=5000');
  expect(searchTitle(here, null, 'USD')).toBe('All events, within 50 miles of you');
  expect(addressOf(here)).toBe('/games?near=40.4%2C-80.0');
  expect(filtersOf(here, null, 'USD').map(({ withoutIt }) => addressOf(withoutIt))).toEqual(['/games']);
});

test('the title lists the filters', () => {
  expect(searchTitle(read('performer=x&weekday=6,7&city=Buffalo'), 'Buffalo Bills', 'USD')).toBe(
    'Buffalo Bills, in Buffalo, on Saturdays and Sundays',
  );
  expect(searchTitle(read('from=2026-11-01&to=2026-11-30'), null, 'USD')).toBe(
    'All events, November 1 to November 30',
  );
});

test('a month ends on its own last day', () => {
  expect(monthRange('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
});
