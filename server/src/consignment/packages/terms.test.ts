import {
  type ConsignGames,
  consignGames as consignBody,
  type NewPackage,
  newPackage,
  packageTerms,
} from '@holdfast/shared/consignment';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { buildConsignor, buildEvent, buildGame, buildPercentages } from '../../../test/factories.ts';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import { inTransaction, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { consignGames } from './consignGames.ts';
import { createPackage, endPackage } from './packages.ts';
import { changeTerms } from './terms.ts';

const doer = { by: newId('person'), requestId: null };

let database: TestDatabase;
let house: TestHouse;
beforeAll(async () => {
  database = await testDatabase();
  house = await testHouse(database.url);
  await buildPercentages(house, { consignorId: null, houseBps: 2_000, feeBps: 1_200 });
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

const act = <Result>(work: (trx: Trx) => Promise<Result>) => inTransaction(house.db, work);
const create = (input: NewPackage) =>
  act((trx) => createPackage(trx, house.engine, newPackage.parse(input), doer));
const consign = (id: string, body: ConsignGames) =>
  act((trx) => consignGames(trx, house.engine, id, consignBody.parse(body), doer));
const seats = { section: '234', row: 'B', seats: '5–8', price: { by: 'set', amount: 12_000 } } as const;

describe('the terms of a package', () => {
  it('refuses a price beyond floor or ceiling at its own field', async () => {
    const { eventIds, ...season } = await seasonOfTwo();
    const { away_id } = await house.db('events').where({ id: eventIds[0] }).first();
    const error = await create({
      ...season,
      ...seats,
      faceValueAmount: 10_000,
      floorAmount: 11_500,
      ceilingAmount: 20_000,
      price: { by: 'face', bps: 1_000 },
      opponents: [{ performerId: away_id, price: { by: 'set', amount: 30_000 } }],
    }).catch((caught) => caught);
    expect(error.members.errors).toEqual([
      {
        field: 'price.bps',
        code: 'too_small',
        message: 'The price comes to 110.00, below the floor of 115.00. Change one of the two.',
      },
      {
        field: 'opponents.0.price.amount',
        code: 'too_big',
        message: 'The price comes to 300.00, above the ceiling of 200.00. Change one of the two.',
      },
    ]);
  });

  it('changes its terms for the games that follow, and keeps what is listed', async () => {
    const { eventIds, ...season } = await seasonOfTwo();
    const [first, second] = eventIds as [string, string];
    const made = await create({ ...season, ...seats, eventIds: [first] });
    const change = (input: z.input<typeof packageTerms>) =>
      act((trx) => changeTerms(trx, made.id, packageTerms.parse(input), doer));
    await expect(change({ price: { by: 'set', amount: 9_000 }, floorAmount: 10_000 })).rejects.toMatchObject({
      members: { errors: [{ field: 'price.amount', code: 'too_small' }] },
    });
    const { away_id } = await house.db('events').where({ id: first }).first();
    const terms = {
      price: { by: 'set' as const, amount: 15_000 },
      opponents: [{ performerId: away_id, price: { by: 'set' as const, amount: 16_000 } }],
      floorAmount: 10_000,
      splitRule: 'any' as const,
      delivery: 'Mobile, two days before',
    };
    expect((await change(terms)).terms).toMatchObject(terms);
    await consign(made.id, { eventIds: [second] });
    const rows = await house.db('listings').where({ package_id: made.id }).orderBy('price_amount');
    expect(rows).toMatchObject([
      { event_id: first, price_amount: 12_000, split_rule: 'neverLeaveOne', floor_amount: null },
      { event_id: second, price_amount: 15_000, split_rule: 'any', floor_amount: 10_000 },
    ]);
    const [entry] = await house.db('audit_entries').where({ subject: made.id, what: 'package.terms' });
    expect(entry.before).toMatchObject({ price: { by: 'set', amount: 12_000 }, floorAmount: null });
    expect(entry.after).toMatchObject(terms);
    await act((trx) => endPackage(trx, made.id, 'He moved away', doer));
    await expect(change(terms)).rejects.toThrow('This package has ended.');
  });
});
