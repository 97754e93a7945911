import { newPackage } from '@holdfast/shared/consignment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { buildConsignor, buildEvent, buildGame, buildListing } from '../../../test/factories.ts';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { createListings } from '../listings/createListings.ts';
import { createPackage } from './packages.ts';

const doer = { by: newId('person'), requestId: null };

let database: TestDatabase;
let house: TestHouse;
beforeAll(async () => {
  database = await testDatabase();
  house = await testHouse(database.url);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

async function seasonOfTwo() {
  const { eventId, seasonId, homeId, venueId } = await buildGame(house, {
    home: 'Dallas Cowboys',
    away: 'Kansas City Chiefs',
  });
  const second = await buildEvent(house, { homeId, venueId, seasonId, name: 'Second game' });
  return { seasonId, eventIds: [eventId, second], consignorId: await buildConsignor(house) };
}

const create = (input: Parameters<typeof newPackage.parse>[0]) =>
  inTransaction(house.db, (trx) => createPackage(trx, house.engine, newPackage.parse(input), doer));
const seats = { section: '234', row: 'B', lowSeat: 5, highSeat: 8, priceAmount: 12_000 };

describe('a season package', () => {
  it('puts its seats into the queue for each chosen game', async () => {
    const season = await seasonOfTwo();
    const made = await create({ ...season, ...seats });
    expect(made).toMatchObject({ listings: 2, counts: { submitted: 2, live: 0, sold: 0 }, lowSeat: 5 });
    const listings = await house.db('listings').where({ package_id: made.id });
    expect(listings).toHaveLength(2);
    expect(listings[0]).toMatchObject({
      seats: [5, 6, 7, 8],
      state: 'submitted',
      split_rule: 'neverLeaveOne',
    });
    expect(await house.db('tickets').where({ listing_id: listings[0].id })).toHaveLength(4);
  });

  it('is refused as a whole when a seat is in the house, naming which listing has it', async () => {
    const season = await seasonOfTwo();
    const { id } = await buildListing(house, {
      eventId: season.eventIds[1] as string,
      section: '234',
      row: 'b',
      seats: [7, 8, 9],
    });
    const error = await create({ ...season, ...seats }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'same_seats' });
    expect(error.message).toMatch(/^Seats 7–8 are in the house already: .* 234 \/ b \/ 7–9 of Consignor/);
    expect(error.members.conflicts).toMatchObject([
      {
        wanted: { section: '234', row: 'B', seats: [5, 6, 7, 8] },
        seats: [7, 8],
        existing: { listingId: id },
      },
    ]);
    expect(await house.db('packages').where({ season_id: season.seasonId })).toEqual([]);
  });

  it('may have seats that were withdrawn', async () => {
    const season = await seasonOfTwo();
    const eventId = season.eventIds[0] as string;
    await buildListing(house, { eventId, section: '234', row: 'B', seats: [5, 6], state: 'withdrawn' });
    expect(await create({ ...season, ...seats })).toMatchObject({ listings: 2 });
  });

  it('names every field that needs another look', async () => {
    const season = await seasonOfTwo();
    const foreign = await buildEvent(house);
    const error = await create({
      ...season,
      ...seats,
      highSeat: 3,
      eventIds: [...season.eventIds, foreign],
    }).catch((caught) => caught);
    expect(error.members.errors.map(({ field }: { field: string }) => field)).toEqual([
      'highSeat',
      'eventIds.2',
    ]);
    await expect(
      create({ ...season, ...seats, highSeat: 12, splitRule: 'allOrNothing' }),
    ).rejects.toMatchObject({ members: { errors: [{ field: 'splitRule' }] } });
    await expect(create({ ...season, ...seats, highSeat: 9_999 })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });
});

describe('the same seats from two hands at once', () => {
  it('are taken in once', async () => {
    const eventId = await buildEvent(house);
    const consignorId = await buildConsignor(house);
    const attempt = () =>
      inTransaction(house.db, (trx) =>
        createListings(
          trx,
          house.engine,
          [
            {
              eventId,
              consignorId,
              lot: { kind: 'seated', section: '1', row: '1', seats: [1, 2], splitRule: 'any' },
              priceAmount: 1_000,
              delivery: 'Tickets ready now',
              source: 'Test',
            },
          ],
          { by: 'house' },
        ),
      );
    const results = await Promise.allSettled(Array.from({ length: 6 }, attempt));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'same_seats'));
    expect(await house.db('listings').where({ event_id: eventId })).toHaveLength(1);
  });
});
