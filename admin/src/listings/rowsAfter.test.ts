import type { ListingActionResult } from '@holdfast/shared/listings';
import { expect, test } from 'vitest';
import { listingOf } from '../../test/listing.ts';
import { rowsAfter } from './rowsAfter.ts';

const sums = { tickets: 10, proceeds: 80_000, commission: 20_000, price: 100_000, allIn: 112_000 };
const answer = (part: Partial<ListingActionResult>) => part as ListingActionResult;

test('what leaves the view takes its tickets and money out of the totals, and moves between the states', () => {
  const before = listingOf('lst_a', 10_000, { state: 'submitted', available: 2, held: 0 });
  const now = { ...before, state: 'live' as const };
  const after = rowsAfter(answer({ now: [now], left: ['lst_a'] }), [before]);
  expect(after?.left).toEqual({ listings: 1, tickets: 2 });
  expect(after?.facts({ totals: sums, counts: { submitted: 5, live: 1 }, next: 'place' }, 1)).toEqual({
    totals: { tickets: 8, proceeds: 64_000, commission: 16_000, price: 80_000, allIn: 89_600 },
    counts: { submitted: 4, live: 2 },
    next: 'place',
  });
});

test('what stays with another price changes the totals by the difference', () => {
  const before = listingOf('lst_a', 10_000, { available: 1, held: 1 });
  const now = listingOf('lst_a', 12_000, { available: 1, held: 1 });
  const after = rowsAfter(answer({ now: [now], left: [] }), [before]);
  expect(after?.facts({ totals: sums }, 0)).toMatchObject({ totals: { tickets: 10, price: 104_000 } });
  expect(after?.change).toEqual({ rows: [now], left: [] });
});

test('an answer that tells nothing of rows has them read again', () => {
  expect(rowsAfter(answer({}), [])).toBeNull();
});

test('a row that nobody had seen, as after an undo, has the rows read again', () => {
  const back = listingOf('lst_a', 10_000, { state: 'submitted' });
  expect(rowsAfter(answer({ now: [back], left: [] }), [null])).toBeNull();
  expect(rowsAfter(answer({ now: [back], left: ['lst_a'] }), [null])).toBeNull();
});
