/** Deciding a hold: every refusal with its figures, and what a batch of requests does to one stock. */
import { plainComponents } from '@holdfast/shared/pricing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../platform/problem.ts';
import { quantitiesOf } from '../tickets/index.ts';
import { decide, type Wanted } from './decideHold.ts';
import { uncountParameters } from './holdLimits.ts';
import { type ListingStock, type LoadedStock, typeKey } from './loadStock.ts';

const at = '2037-11-24T15:00:00.000Z';

function seated(id: string, changes: Partial<ListingStock> = {}): ListingStock {
  const seats = changes.seats ?? [1, 2, 3, 4];
  return {
    id,
    eventId: 'event',
    kind: 'seated',
    state: 'live',
    ticketType: 'standard',
    splitRule: 'any',
    priceAmount: 10_000,
    currency: 'USD',
    available: seats.length,
    seats,
    freeSeats: [...seats],
    heldAlone: [],
    percentagesId: 'rule',
    components: plainComponents(1_000, 1_200),
    commissionBps: 1_000,
    feeBps: 1_200,
    eventOpen: true,
    maxPerType: 8,
    holdMs: 600_000,
    taxes: [],
    ...changes,
  };
}

const stockOf = (...listings: ListingStock[]): LoadedStock => ({
  at,
  listings: new Map(listings.map((listing) => [listing.id, listing])),
  locked: new Set(),
  fans: new Map(),
  answers: new Map(),
  limits: { perFan: 0, perNetwork: 0, perCard: 0 },
  counters: new Map(),
  blocked: new Set(),
});

const wants = (...items: Wanted['items']): Wanted => ({ fanId: 'fan', network: null, email: null, items });

/** The refusal; it must leave the stock as it was. */
function refusal(stock: LoadedStock, wanted: Wanted): Problem {
  const before = structuredClone(stock);
  const decided = decide(stock, wanted);
  expect(stock).toEqual(before);
  if (!('refused' in decided)) throw new Error('the hold was granted');
  return decided.refused;
}

function granted(stock: LoadedStock, wanted: Wanted) {
  const decided = decide(stock, wanted);
  if ('refused' in decided) throw decided.refused;
  return decided.hold;
}

describe('a granted hold', () => {
  test('takes adjacent seats, sums up what the fan pays, and ends after the hold time of the event', () => {
    const stock = stockOf(seated('a'));
    const hold = granted(stock, wants({ listingId: 'a', quantity: 2 }));
    expect(hold).toMatchObject({
      totalAmount: 22_400,
      currency: 'USD',
      expiresAt: '2037-11-24T15:10:00.000Z',
      items: [{ quantity: 2, seats: [1, 2], seenAmount: null }],
      answer: {
        state: 'pending.holding',
        items: [{ listingId: 'a', quantity: 2, seats: [1, 2], price: { amount: 11_200, currency: 'USD' } }],
        total: { amount: 22_400, currency: 'USD' },
      },
    });
    expect(stock.listings.get('a')).toMatchObject({ available: 2, freeSeats: [3, 4], heldAlone: [] });
    expect(stock.fans.get('fan')).toEqual({
      openReservationId: hold.id,
      taken: new Map([[typeKey('event', 'standard'), 2]]),
    });
  });

  test('of general admission has no seats', () => {
    const stock = stockOf(
      seated('ga', { kind: 'generalAdmission', seats: [], freeSeats: [], available: 50 }),
    );
    expect(granted(stock, wants({ listingId: 'ga', quantity: 3 })).items[0]?.seats).toEqual([]);
    expect(stock.listings.get('ga')?.available).toBe(47);
  });

  test('of several listings answers in the order of their ids, whatever the request’s', () => {
    const stock = stockOf(seated('b'), seated('a', { ticketType: 'club', priceAmount: 5_000 }));
    const hold = granted(stock, wants({ listingId: 'b', quantity: 1 }, { listingId: 'a', quantity: 1 }));
    expect(hold.answer.items.map(({ listingId }) => listingId)).toEqual(['a', 'b']);
    expect(hold.totalAmount).toBe(11_200 + 5_600);
    expect(stock.listings.get('a')?.heldAlone).toEqual([1]);
  });

  test('applies a price that fell since the fan looked, and keeps what the fan had seen', () => {
    const hold = granted(stockOf(seated('a')), wants({ listingId: 'a', quantity: 2, seenPrice: 12_000 }));
    expect(hold.totalAmount).toBe(22_400);
    expect(hold.items[0]?.seenAmount).toBe(12_000);
  });
});

describe('a refusal changes nothing and says why', () => {
  test.each([
    ['a listing that doesn’t exist', stockOf(), 'not_found'],
    ['a listing that isn’t live', stockOf(seated('a', { state: 'withdrawn' })), 'not_on_sale'],
    [
      'a game that is over, cancelled or postponed',
      stockOf(seated('a', { eventOpen: false })),
      'not_on_sale',
    ],
    ['a listing without free seats', stockOf(seated('a', { freeSeats: [], available: 0 })), 'sold_out'],
    ['more than is free', stockOf(seated('a', { freeSeats: [4], available: 1 })), 'partly_available'],
    [
      'two of four sold only together',
      stockOf(seated('a', { splitRule: 'allOrNothing' })),
      'quantity_not_allowed',
    ],
  ])('%s', (_, stock, code) => {
    expect(refusal(stock, wants({ listingId: 'a', quantity: 2 })).code).toBe(code);
  });

  test('a listing that is named twice, by its field', () => {
    const twice = wants({ listingId: 'a', quantity: 1 }, { listingId: 'a', quantity: 1 });
    expect(refusal(stockOf(seated('a')), twice).members).toMatchObject({
      errors: [{ field: 'items.1.listingId', code: 'repeated' }],
    });
  });

  test('listings of two games', () => {
    const stock = stockOf(seated('a'), seated('b', { eventId: 'another' }));
    const wanted = wants({ listingId: 'a', quantity: 1 }, { listingId: 'b', quantity: 1 });
    expect(refusal(stock, wanted).code).toBe('different_events');
  });

  test('a second hold beside an open one, with its id', () => {
    const stock = stockOf(seated('a'));
    const { id } = granted(stock, wants({ listingId: 'a', quantity: 1 }));
    const refused = refusal(stock, wants({ listingId: 'a', quantity: 1 }));
    expect(refused).toMatchObject({ code: 'hold_open', members: { reservationId: id } });
  });

  test('more of a ticket type than one fan may have, counting what was bought and every item', () => {
    const stock = stockOf(seated('a', { maxPerType: 4 }), seated('b', { maxPerType: 4 }));
    stock.fans.set('fan', { openReservationId: null, taken: new Map([[typeKey('event', 'standard'), 2]]) });
    const wanted = wants({ listingId: 'a', quantity: 2 }, { listingId: 'b', quantity: 1 });
    expect(refusal(stock, wanted)).toMatchObject({
      code: 'ticket_limit',
      members: { limit: 4, have: 2, errors: [{ field: 'items.1.quantity', message: 'Choose 2 or fewer.' }] },
    });
    expect(granted(stock, wants({ listingId: 'a', quantity: 2 })).items).toHaveLength(1);
  });

  test('more than one payment can be, and less, with the limit', () => {
    const dear = stockOf(seated('a', { priceAmount: 100_000_000 / 2, components: plainComponents(0, 0) }));
    expect(refusal(dear, wants({ listingId: 'a', quantity: 2 }))).toMatchObject({
      code: 'charge_limit',
      status: 422,
      message: 'One payment can be $999,999.99 at most. Choose fewer tickets.',
      members: { limit: { amount: 99_999_999, currency: 'USD' }, total: { amount: 100_000_000 } },
    });
    expect(granted(dear, wants({ listingId: 'a', quantity: 1 })).totalAmount).toBe(50_000_000);
    const cheap = stockOf(seated('a', { priceAmount: 20, components: plainComponents(0, 0) }));
    expect(refusal(cheap, wants({ listingId: 'a', quantity: 2 })).message).toBe(
      'One payment is $0.50 at least. Choose more tickets.',
    );
    expect(granted(cheap, wants({ listingId: 'a', quantity: 3 })).totalAmount).toBe(60);
  });

  test('a price that rose since the fan looked, with both prices', () => {
    const refused = refusal(stockOf(seated('a')), wants({ listingId: 'a', quantity: 2, seenPrice: 11_000 }));
    expect(refused).toMatchObject({
      code: 'price_changed',
      members: {
        items: [
          {
            listingId: 'a',
            asked: 2,
            seenPrice: { amount: 11_000, currency: 'USD' },
            price: { amount: 11_200, currency: 'USD' },
          },
        ],
      },
    });
  });

  test('a part that is taken refuses the whole, with the figures of every item', () => {
    const stock = stockOf(seated('a', { freeSeats: [1], available: 1 }), seated('b'));
    const wanted = wants({ listingId: 'a', quantity: 2 }, { listingId: 'b', quantity: 2 });
    expect(refusal(stock, wanted)).toMatchObject({
      code: 'partly_available',
      members: {
        items: [
          { listingId: 'a', asked: 2, available: 1, quantities: [1] },
          { listingId: 'b', asked: 2, available: 4, quantities: [1, 2, 3, 4] },
        ],
      },
    });
  });
});

test('any batch of requests: no seat is given twice, the counters fit, and what is offered is granted', () => {
  const request = fc.record({ fan: fc.nat(9), listing: fc.nat(1), quantity: fc.integer({ min: 1, max: 6 }) });
  const rule = fc.constantFrom('any', 'pairs', 'allOrNothing', 'neverLeaveOne');
  fc.assert(
    fc.property(rule, fc.array(request, { maxLength: 30 }), (splitRule, requests) => {
      const seats = [1, 2, 3, 4, 5, 6, 7, 8];
      const stock = stockOf(
        seated('0', { seats, splitRule: splitRule as ListingStock['splitRule'] }),
        seated('1', { kind: 'generalAdmission', seats: [], freeSeats: [], available: 12 }),
      );
      const given: number[] = [];
      let admissions = 0;
      for (const { fan, listing, quantity } of requests) {
        const chosen = stock.listings.get(String(listing)) as ListingStock;
        const isOffered = quantitiesOf(chosen, chosen.maxPerType).includes(quantity);
        const isFree = !stock.fans.has(`fan ${fan}`);
        const item = { listingId: chosen.id, quantity };
        const decided = decide(stock, { fanId: `fan ${fan}`, network: null, email: null, items: [item] });
        expect('hold' in decided).toBe(isOffered && isFree);
        if (!('hold' in decided)) continue;
        given.push(...(decided.hold.items[0]?.seats ?? []));
        if (listing === 1) admissions += quantity;
      }
      expect(new Set(given).size).toBe(given.length);
      expect([...given, ...(stock.listings.get('0')?.freeSeats ?? [])].sort((a, b) => a - b)).toEqual(seats);
      expect(stock.listings.get('0')?.available).toBe(seats.length - given.length);
      expect(stock.listings.get('1')?.available).toBe(12 - admissions);
    }),
  );
});

describe('limits of holds', () => {
  const limited = (holds: number) => {
    const stock = stockOf(seated('a', { seats: [1, 2, 3, 4, 5, 6] }));
    stock.limits = { perFan: 15, perNetwork: 10, perCard: 0 };
    stock.counters.set('network home event', { holds, ahead: 3, granted: 0, seconds: 61.2 });
    return stock;
  };
  const guest = (fanId: string): Wanted => ({
    ...wants({ listingId: 'a', quantity: 1 }),
    fanId,
    network: 'home',
  });

  test('count what the batch granted before', () => {
    const stock = limited(8);
    expect(granted(stock, guest('one')).countedBy).toBe('network home event');
    granted(stock, guest('two'));
    expect(refusal(stock, guest('three'))).toMatchObject({
      code: 'too_many_holds',
      message: expect.stringContaining('Try again in 2 minutes.'),
      members: { retryAfter: 62, by: 'network' },
    });
    // Of three that were counted ahead one became no hold.
    expect(uncountParameters(stock.counters)).toEqual([['network home event'], [1]]);
  });

  test('don’t count somebody signed in by their address', () => {
    expect(granted(limited(10), { ...guest('person'), network: null }).countedBy).toBeNull();
  });
});
