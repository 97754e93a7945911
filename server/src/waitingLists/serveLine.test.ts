/** The order of service, without a database. */
import { expect, it } from 'vitest';
import type { Offer } from '../reservations/index.ts';
import { type InLine, serveLine } from './serveLine.ts';

const entry = (
  id: string,
  size: number,
  limitAmount: number | null = null,
  more: Partial<InLine> = {},
): InLine => ({
  id,
  state: 'waiting',
  size,
  limitAmount,
  currency: 'USD',
  taken: new Map(),
  refused: new Map(),
  barred: null,
  ...more,
});

/** A block of seats, all-in price in minor units. */
const block = (id: string, seats: number[], allIn: number, free = seats): Offer => ({
  id,
  eventId: 'evt_1',
  consignorId: 'con_1',
  consignorName: 'Somebody',
  section: '101',
  row: 'A',
  ticketType: 'Seat',
  faceValueAmount: null,
  hasDrawback: false,
  maxPerFan: 5,
  currency: 'USD',
  way: 'transfer',
  stock: { kind: 'seated', splitRule: 'any', available: free.length, seats, freeSeats: free, heldAlone: [] },
  sum: { price: allIn, proceeds: allIn, commission: 0, fee: 0, allIn },
  percentagesId: 'pct_1',
  commissionBps: 0,
  feeBps: 0,
});

const given = (line: InLine[], onSale: Offer[]) =>
  serveLine(line, onSale).map(({ entryId, listingId, place }) => `${place} ${entryId} ${listingId}`);

it('serves by the time of joining, each the cheapest block that fits, and passes over whom nothing fits', () => {
  const line = [entry('four', 4), entry('poor', 2, 5_000), entry('two', 2, 9_000), entry('one', 1)];
  const [two, one] = serveLine(line, [block('dear', [1, 2], 9_500), block('cheap', [5, 6, 7], 8_000)]);
  expect(two).toEqual({
    entryId: 'two',
    listingId: 'cheap',
    priceAmount: 8_000,
    place: 3,
    candidates: 1,
    passed: [
      { why: 'size', count: 1 },
      { why: 'price', count: 1 },
    ],
  });
  expect(one).toMatchObject({
    entryId: 'one',
    listingId: 'cheap',
    place: 4,
    passed: [
      { why: 'size', count: 1 },
      { why: 'price', count: 1 },
      { why: 'offered', count: 1 },
    ],
  });
});

it('gives each seat once, and keeps together what belongs together', () => {
  const line = [entry('a', 2), entry('b', 2), entry('c', 2)];
  expect(given(line, [block('row', [1, 2, 3, 4], 8_000)])).toEqual(['1 a row', '2 b row']);
  // 1 and 3 are free, but not next to each other.
  expect(given(line, [block('row', [1, 2, 3], 8_000, [1, 3])])).toEqual([]);
  expect(given([entry('a', 4)], [block('row', [1, 2], 8_000), block('other', [1, 2], 8_000)])).toEqual([]);
});

it('offers nothing to whom it was offered, who rests, who has as many as one may, or who refused just that', () => {
  const onSale = [block('row', [1, 2], 8_000)];
  const line = [
    entry('has an offer', 2, null, { state: 'offered' }),
    entry('rests', 2, null, { state: 'resting' }),
    entry('has four', 2, null, { taken: new Map([['Seat', 4]]) }),
    entry('refused it', 2, null, { refused: new Map([['row', 8_000]]) }),
    entry('blocked', 2, null, { barred: 'blocked' }),
    entry('gets it', 2, 8_000),
  ];
  const [served] = serveLine(line, onSale);
  expect(served).toMatchObject({ entryId: 'gets it', place: 6 });
  expect(served?.passed).toEqual(
    (['offered', 'resting', 'limit', 'refused', 'blocked'] as const).map((why) => ({ why, count: 1 })),
  );
  // It is cheaper than when it was refused.
  expect(given(line.slice(3), [block('row', [1, 2], 7_900)])).toEqual(['1 refused it row']);
});

it('the counts of those passed over add up to the place, whatever the line', () => {
  const line = Array.from({ length: 60 }, (_, i) =>
    entry(`e${i}`, (i % 5) + 1, i % 3 === 0 ? null : 4_000 + (i % 7) * 1_000),
  );
  const onSale = Array.from({ length: 9 }, (_, i) =>
    block(`l${i}`, [1, 2, 3, 4, 5, 6].slice(0, 2 + (i % 5)), 5_000 + i * 500),
  );
  const served = serveLine(line, onSale);
  expect(served.length).toBeGreaterThan(5);
  for (const { place, passed } of served)
    expect(passed.reduce((sum, { count }) => sum + count, 0)).toBe(place - 1);
  const bySize = new Map(line.map(({ id, size }) => [id, size]));
  for (const { id, stock } of onSale) {
    const taken = served.filter(({ listingId }) => listingId === id);
    expect(taken.reduce((sum, { entryId }) => sum + (bySize.get(entryId) ?? 0), 0)).toBeLessThanOrEqual(
      stock.available,
    );
    // What came in is left as it was.
    expect(stock.freeSeats).toHaveLength(stock.available);
  }
});
