import { type EventQuery, eventQuery } from '@holdfast/shared/catalog';
import { describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildEvent, buildVenue } from '../../test/factories/catalog.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListings } from '../../test/factories/listings.ts';
import { it } from '../../test/fixtures.ts';
import { parse } from '../platform/http/index.ts';
import { listEvents } from './eventsOnSale.ts';

let app: TestAppContext;
it.beforeAll(({ context: opened }) => {
  app = opened;
});
const list = (query: EventQuery) => listEvents(app.db, parse(eventQuery, { perPage: 100, ...query }));

describe('events by number and price', () => {
  it('are those that sell so many together now, at the lowest price of so many; each count is what its choice shows', async () => {
    const [pairs, singles, lawn, none] = [
      await buildEvent(app, { name: 'Pairs' }),
      await buildEvent(app, { name: 'Singles' }),
      await buildEvent(app, { name: 'Lawn', maxPerType: 4 }),
      await buildEvent(app, { name: 'None' }),
    ];
    const seats = [1, 2, 3, 4];
    const [, broken] = await buildListings(app, [
      { eventId: pairs, row: 'A', seats, splitRule: 'pairs', priceAmount: 20_000 },
      { eventId: pairs, row: 'B', seats, splitRule: 'neverLeaveOne', priceAmount: 10_000 },
      { eventId: singles, row: 'A', seats: [7], splitRule: 'any', priceAmount: 4_000 },
      { eventId: lawn, ticketType: 'Lawn', quantity: 9, priceAmount: 6_000 },
      { eventId: none, row: 'A', seats, splitRule: 'any', priceAmount: 1_000, state: 'paused' },
    ]);
    // Of the row of four, one end is held: two or three fewer can't be sold without leaving one alone.
    await buildHold(app, [{ listingId: broken?.id ?? '', quantity: 2 }]);

    // At 12% fee.
    const named = async (query: EventQuery) =>
      (await list({ sort: 'fromPrice', ...query })).data
        .filter(({ fromPrice }) => fromPrice !== null)
        .map(({ name, fromPrice }) => [name, fromPrice?.amount]);
    expect(await named({ quantity: 1 })).toEqual([
      ['Singles', 4_480],
      ['Lawn', 6_720],
    ]);
    expect(await named({ quantity: 2 })).toEqual([
      ['Lawn', 6_720],
      ['Pairs', 11_200],
    ]);
    expect(await named({ quantity: 4 })).toEqual([
      ['Lawn', 6_720],
      ['Pairs', 22_400],
    ]);
    expect(await named({ quantity: 5 })).toEqual([]);
    expect(await named({ quantity: 4, maxPrice: 22_399 })).toEqual([['Lawn', 6_720]]);
    expect(await named({ maxPrice: 6_720 })).toEqual([
      ['Singles', 4_480],
      ['Lawn', 6_720],
    ]);

    for (const query of [{}, { quantity: 4, maxPrice: 7_500 }]) {
      const { facets } = await list(query);
      expect(facets.quantities.length).toBeGreaterThan(0);
      for (const { value, count } of facets.quantities)
        expect([value, (await list({ ...query, quantity: value })).total]).toEqual([value, count]);
      for (const { value, count } of facets.prices)
        expect([value, (await list({ ...query, maxPrice: value })).total]).toEqual([value, count]);
    }
    expect((await list({})).facets.quantities).toEqual([
      { value: 1, count: 2 },
      { value: 2, count: 2 },
      { value: 3, count: 1 },
      { value: 4, count: 2 },
    ]);
  });
});

describe('events near a place', () => {
  it('are those of venues within so many miles of a city or a position, and each count is what its choice shows', async () => {
    const at = async (name: string, city: string, position: [number, number] | null) => {
      const venueId = await buildVenue(app, { city });
      const [latitude, longitude] = position ?? [null, null];
      await app.db('venues').where({ id: venueId }).update({ latitude, longitude });
      await buildEvent(app, { name, venueId });
    };
    await at('In Pittsburgh', 'Pittsburgh', [40.44, -79.99]);
    await at('In Cleveland', 'Cleveland', [41.51, -81.7]); // 116 miles away
    await at('In Sydney', 'Sydney', [-33.85, 151.06]);
    await at('Nobody knows where', 'Nowhere', null);
    const named = async (query: EventQuery) =>
      (await list({ sort: 'name', ...query })).data.map(({ name }) => name);
    expect(await named({ near: 'pittsburgh' })).toEqual(['In Pittsburgh']);
    expect(await named({ near: 'Pittsburgh', within: 117 })).toEqual(['In Cleveland', 'In Pittsburgh']);
    expect(await named({ near: 'Pittsburgh', within: 114 })).toEqual(['In Pittsburgh']);
    expect(await named({ near: '41.5,-81.7', within: 1 })).toEqual(['In Cleveland']);
    expect(await named({ near: 'Nowhere' })).toEqual([]);
    const { facets } = await list({ near: 'Pittsburgh', within: 117 });
    expect(facets.towns).toContainEqual({ value: 'Cleveland', count: 2 });
    for (const { value, count } of facets.towns)
      expect([value, (await list({ near: value, within: 117 })).total]).toEqual([value, count]);
    for (const { value, count } of facets.distances)
      expect([value, (await list({ near: 'Pittsburgh', within: value })).total]).toEqual([value, count]);
  });
});
