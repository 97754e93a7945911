import { expect, it } from 'vitest';
import { canonicalPlace, isSamePlace, placeOrder } from './place.ts';

it.each([
  ['1', '01'],
  ['A1', 'A01'],
  ['800', '0800'],
  ['GA', 'ga'],
  [' b ', 'B'],
  ['Box 07', 'BOX 7'],
  ['0', '00'],
])('%s and %s are one place', (a, b) => {
  expect(isSamePlace(a, b)).toBe(true);
});

it.each([
  ['1', '10'],
  ['100', '1'],
  ['A1', 'B1'],
  ['A0', 'A'],
])('%s and %s are two', (a, b) => {
  expect(canonicalPlace(a)).not.toBe(canonicalPlace(b));
});

it('is listed as people count', () => {
  expect(['101', '20', '9', 'A10', 'A2'].sort(placeOrder.compare)).toEqual(['9', '20', '101', 'A2', 'A10']);
});
