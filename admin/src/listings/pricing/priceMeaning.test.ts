import { expect, test } from 'vitest';
import { meaningOf } from './priceMeaning.ts';

const listing = {
  price: { amount: 22_400 },
  market: 23_800,
  floor: 16_000,
  ceiling: null,
  cap: null,
  capLaw: null,
};
const words = (of: Parameters<typeof meaningOf>[0], amount: number) =>
  meaningOf(of, amount).map(({ text, tone }) => (tone === 'plain' ? text : `${text} (${tone})`));

test('a price is read beside what it was, its market and its limits', () => {
  expect(words(listing, 23_200)).toEqual([
    'was 224.00',
    'market 238.00',
    '3% below (lamp)',
    'floor 160.00',
    'no cap',
  ]);
  expect(words(listing, 22_400)[0]).toBe('market 238.00');
});

test('what will be refused is said before it is saved', () => {
  expect(words({ ...listing, market: null }, 15_999)).toContain('floor 160.00 (danger)');
  expect(words({ ...listing, ceiling: 30_000, cap: 29_000 }, 31_000)).toEqual(
    expect.arrayContaining(['ceiling 300.00 (danger)', 'cap 290.00 (danger)']),
  );
  expect(words({ ...listing, capLaw: 'A law' }, 22_400)).toContain('capped, but no face value (danger)');
});
