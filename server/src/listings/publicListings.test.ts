import { describe, expect } from 'vitest';
import type { TestAppContext } from '../../test/appContext.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing, buildListings } from '../../test/factories/listings.ts';
import { it } from '../../test/fixtures.ts';
import { newId } from '../platform/ids.ts';
import { publicListings } from './publicListings.ts';

let app: TestAppContext;
it.beforeAll(({ context: opened }) => {
  app = opened;
});

describe('public listings', () => {
  it('show what is live, cheapest all-in first, at the percentages of each consignor', async () => {
    const eventId = await buildEvent(app);
    const dear = await buildConsignor(app);
    await buildPercentages(app, { consignorId: dear, commissionBps: 1_000, feeBps: 3_000 });
    await buildListings(app, [
      { eventId, priceAmount: 10_000, consignorId: dear, row: 'A' },
      { eventId, priceAmount: 11_000, row: 'B' },
      { eventId, priceAmount: 9_000, row: 'C', state: 'submitted' },
      { eventId, priceAmount: 9_000, row: 'D', state: 'paused' },
      { eventId, priceAmount: 9_000, row: 'E', state: 'withdrawn' },
    ]);
    const { data, total } = await publicListings(app.db, eventId);
    expect(total).toBe(2);
    expect(data.map(({ row, price, priceParts }) => [row, price.amount, priceParts.fee.amount])).toEqual([
      ['B', 12_320, 1_320],
      ['A', 13_000, 3_000],
    ]);
  });

  it('offer the quantities of each split rule, as many as one fan may take', async () => {
    const eventId = await buildEvent(app, { maxPerType: 4 });
    const seats = [11, 12, 13, 14, 15];
    await buildListings(app, [
      { eventId, row: 'any', seats, splitRule: 'any' },
      { eventId, row: 'pairs', seats, splitRule: 'pairs' },
      { eventId, row: 'never', seats, splitRule: 'neverLeaveOne' },
      { eventId, row: 'all of five', seats, splitRule: 'allOrNothing' },
      { eventId, row: 'all of three', seats: [1, 2, 3], splitRule: 'allOrNothing' },
      { eventId, ticketType: 'VIP', quantity: 2 },
    ]);
    const { data } = await publicListings(app.db, eventId);
    const byRow = Object.fromEntries(
      data.map(({ row, ticketType, quantities }) => [row ?? ticketType, quantities]),
    );
    expect(byRow).toEqual({
      any: [1, 2, 3, 4],
      pairs: [2, 4],
      never: [1, 2, 3],
      'all of three': [3],
      VIP: [1, 2],
    });
  });

  it('with a quantity are those that sell just that, with the seats it would get', async () => {
    const eventId = await buildEvent(app);
    await buildListings(app, [
      { eventId, row: 'pairs', seats: [7, 8, 9, 10], splitRule: 'pairs' },
      { eventId, row: 'any', seats: [1, 2, 3], splitRule: 'any' },
      { eventId, ticketType: 'Silver', quantity: 50, priceAmount: 20_000 },
    ]);
    const three = await publicListings(app.db, eventId, 3);
    expect(three.data.map(({ row, seats }) => [row, seats])).toEqual([
      ['any', [1, 2, 3]],
      [null, []],
    ]);
    const two = await publicListings(app.db, eventId, 2);
    expect(two.data.map(({ seats }) => seats)).toEqual([[7, 8], [1, 2], []]);
  });

  it('of a row that counts by two sell its neighbours; of a list of its own just what is listed', async () => {
    const eventId = await buildEvent(app);
    await buildListings(app, [
      { eventId, row: 'odd', seats: [1, 3, 5, 7], splitRule: 'neverLeaveOne' },
      { eventId, row: 'own', seats: [1, 2, 3, 4, 5, 6], splitRule: 'custom:2,4', priceAmount: 20_000 },
    ]);
    const { data } = await publicListings(app.db, eventId, 2);
    expect(data.map(({ seats, quantities }) => [seats, quantities])).toEqual([
      [
        [1, 3],
        [1, 2, 4],
      ],
      [
        [1, 2],
        [2, 4],
      ],
    ]);
  });

  it('keep a neighbour for a seat that is held alone, whichever way that hold ends', async () => {
    const eventId = await buildEvent(app);
    const { id } = await buildListing(app, { eventId, seats: [1, 2, 3, 4, 5], splitRule: 'neverLeaveOne' });
    await buildHold(app, [{ listingId: id, quantity: 1 }]);
    const { data } = await publicListings(app.db, eventId, 2);
    // Seats 2 and 3 would leave seat 1 alone, if its hold expires.
    expect(data[0]?.seats).toEqual([4, 5]);
    await buildHold(app, [{ listingId: id, quantity: 2 }]);
    expect((await publicListings(app.db, eventId)).data).toEqual([]);
  });

  it('leave out what others hold, at once', async () => {
    const { id, eventId } = await buildListing(app, { seats: [1, 2, 3, 4], splitRule: 'neverLeaveOne' });
    await buildHold(app, [{ listingId: id, quantity: 2 }]);
    const { data } = await publicListings(app.db, eventId);
    expect(data[0]).toMatchObject({ available: 2, seats: [3, 4], quantities: [2] });
  });

  it('are none for a game that is cancelled, and a 404 for one that is not there', async () => {
    const { eventId } = await buildListing(app);
    await app.db('events').where({ id: eventId }).update({ status: 'cancelled' });
    expect(await publicListings(app.db, eventId)).toMatchObject({ data: [], total: 0 });
    await expect(publicListings(app.db, newId('event'))).rejects.toMatchObject({ code: 'not_found' });
  });
});
