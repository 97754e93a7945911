import { expect, test } from 'vitest';
import { moneyParts, moneyText } from '../ui/money.ts';
import { seatsText } from '../ui/text.ts';
import { differenceText, nearestTo } from './nearest.ts';
import { sectionPrices, sorted } from './sorting.ts';
import type { PublicListing } from './types.ts';
import { merge } from './useListings.ts';

function listing(id: string, amount: number, section = '125', row = 'M'): PublicListing {
  const money = (value: number) => ({ amount: value, currency: 'USD' });
  return {
    id,
    kind: 'seated',
    ticketType: null,
    section,
    row,
    seats: [5, 6],
    available: 2,
    quantities: [2],
    price: money(amount),
    priceParts: { price: money(amount), fee: money(0), feeBps: 0 },
    maxPerFan: null,
    value: null,
    faceValue: null,
    delivery: 'Tickets ready now',
    disclosure: null,
  };
}
const shown = (each: PublicListing) => ({ listing: each, gone: null, priceChanged: false });

test('a listing that is gone stays with why until it comes back; a changed price is marked once', () => {
  const shape = (all: ReturnType<typeof merge>) =>
    all.map(({ listing: { id }, gone, priceChanged }) => [id, gone, priceChanged]);
  const first = merge([], [listing('a', 100), listing('b', 200), listing('c', 300)]);
  const second = merge(
    first,
    [listing('b', 250)],
    new Map([
      ['a', true],
      ['c', false],
    ]),
  );
  expect(shape(second)).toEqual([
    ['b', null, true],
    ['a', 'taken', false],
    ['c', 'offSale', false],
  ]);
  const third = merge(second, [listing('a', 100), listing('b', 250)]);
  expect(shape(third)).toEqual([
    ['a', null, false],
    ['b', null, false],
    ['c', 'offSale', false],
  ]);
});

test('of what is gone the newest stay', () => {
  const all = Array.from({ length: 9 }, (_, i) => listing(`l${i}`, 100));
  const less = merge(merge([], all), all.slice(1));
  expect(
    merge(less, [])
      .map(({ listing: { id } }) => id)
      .join(),
  ).toBe('l3,l4,l5,l6,l7,l8');
});

test('the nearest are in the same section, then those of about the same price', () => {
  const to = listing('a', 100, '101');
  const others = [listing('b', 101, '205'), listing('c', 300, '101'), listing('d', 90, '205'), to];
  expect(nearestTo(to, others).map(({ id }) => id)).toEqual(['c', 'b', 'd']);
  expect(differenceText(to, others[0]!)).toBe('Another section, $0.01 more');
  expect(differenceText(to, listing('e', 100, '101'))).toBe('The same row, the same price');
});

test('rows are sorted from front to back, sections by number', () => {
  const rows = ['AA', '9', 'B', '10'].map((row) => shown(listing(row, 100, '125', row)));
  expect(sorted(rows, 'row').map(({ listing: { row } }) => row)).toEqual(['9', 'B', '10', 'AA']);
  const sections = ['205', 'Club', '32'].map((section) => shown(listing(section, 100, section)));
  expect(sorted(sections, 'section').map(({ listing: { section } }) => section)).toEqual([
    '32',
    '205',
    'Club',
  ]);
});

test('a section has its lowest free price, in five steps', () => {
  const prices = sectionPrices([
    shown(listing('a', 300, '1')),
    shown(listing('b', 100, '1')),
    { ...shown(listing('c', 50, '1')), gone: 'taken' as const },
    ...[2, 3, 4, 5].map((each) => shown(listing(`s${each}`, each * 100, String(each)))),
  ]);
  expect(prices.map(({ section, lowest, step }) => [section, lowest.amount, step])).toEqual([
    ['1', 100, 1],
    ['2', 200, 2],
    ['3', 300, 3],
    ['4', 400, 4],
    ['5', 500, 5],
  ]);
});

test('seats as text, money in two parts', () => {
  expect([[5], [5, 6], [5, 6, 7], [5, 7, 8]].map(seatsText)).toEqual([
    'seat 5',
    'seats 5 and 6',
    'seats 5 to 7',
    'seats 5, 7 and 8',
  ]);
  expect(moneyParts({ amount: 123_450, currency: 'USD' })).toEqual({ whole: '$1,234', cents: '.50' });
  expect(moneyParts({ amount: 500, currency: 'JPY' })).toEqual({ whole: '¥500', cents: '' });
  expect(moneyText({ amount: 18_450, currency: 'USD' })).toBe('$184.50');
});
