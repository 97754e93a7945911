import { expect, test } from 'vitest';
import { addressOf, countOf, queryOf, searchOf } from './search.ts';

test.each([
  ['', '/selling'],
  ['when=upcoming&page=1', '/selling'],
  ['page=2&state=waiting&when=past', '/selling?when=past&state=waiting&page=2'],
  ['state=toString&page=-3&when=never', '/selling'],
  ['page=1e99', '/selling'],
])('“%s” has the address %s', (given, address) => {
  expect(addressOf(searchOf(new URLSearchParams(given)))).toBe(address);
});

test('a group queries its states; past events are latest first', () => {
  expect(queryOf({ when: 'past', group: 'waiting', page: 2 })).toBe(
    'when=past&order=desc&page=2&perPage=25&state=submitted%2Cdraft',
  );
});

test('the count of a group is the sum of its states', () => {
  const counts = { upcoming: { live: 3, submitted: 2, draft: 1 }, past: { ended: 7 } };
  expect(countOf(counts, 'upcoming', null)).toBe(6);
  expect(countOf(counts, 'upcoming', 'waiting')).toBe(3);
  expect(countOf(counts, 'past', 'live')).toBe(0);
});
