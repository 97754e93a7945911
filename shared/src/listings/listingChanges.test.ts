import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byPrice, changesBetween, withChanges } from './listingChanges.ts';
import type { LiveListings } from './liveListings.ts';
import type { PublicListing } from './publicListings.ts';

function listing(id: string, amount: number): PublicListing {
  const price = { amount, currency: 'USD' };
  return {
    id,
    kind: 'seated',
    ticketType: null,
    section: '101',
    row: 'A',
    seats: [1, 2],
    available: 2,
    quantities: [2],
    price,
    priceParts: { price, fee: { amount: 0, currency: 'USD' }, feeBps: 0 },
    faceValue: null,
    delivery: 'Tickets ready now',
    disclosure: null,
    maxPerFan: null,
    value: null,
  };
}
const at = (data: PublicListing[], quantities = [2], asOf = '2037-01-01T00:00:00.000Z'): LiveListings => ({
  data: data.sort(byPrice),
  quantities,
  asOf,
});

describe('changes of what is on sale', () => {
  it('name what is new or other, and what is gone and why', () => {
    const before = at([listing('a', 100), listing('b', 200), listing('c', 300)]);
    const now = at([listing('b', 150), listing('d', 400)], [1, 2]);
    expect(changesBetween(before, now, (id) => id === 'a')).toEqual({
      changed: [listing('b', 150), listing('d', 400)],
      gone: [
        { id: 'a', isTaken: true },
        { id: 'c', isTaken: false },
      ],
      quantities: [1, 2],
      asOf: now.asOf,
    });
  });

  it('are none when only time has passed', () => {
    const later = at([listing('a', 100)], [2], '2037-01-01T00:01:00.000Z');
    expect(changesBetween(at([listing('a', 100)]), later, () => true)).toBeNull();
  });

  it('lead from any list to any other', () => {
    const list = fc
      .uniqueArray(fc.record({ id: fc.constantFrom(...'abcdef'), amount: fc.integer({ min: 0, max: 3 }) }), {
        selector: ({ id }) => id,
      })
      .map((all) => at(all.map(({ id, amount }) => listing(id, amount))));
    fc.assert(
      fc.property(list, list, (before, now) => {
        const changes = changesBetween(before, now, () => true);
        expect(changes === null ? before : withChanges(before, changes)).toEqual(now);
      }),
    );
  });
});
