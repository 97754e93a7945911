/** The desk over season packages, in a test file of its own: a house on its database, and a season of two games. */
import {
  type ConsignGames,
  consignGames as consignBody,
  type NewPackage,
  newPackage,
} from '@holdfast/shared/consignment';
import { beforeAll } from 'vitest';
import { consignGames } from '../src/consignment/packages/consignGames.ts';
import { createPackage } from '../src/consignment/packages/packages.ts';
import { inTransaction, type Trx } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { testDatabase } from './database.ts';
import { buildConsignor, buildEvent, buildGame, buildPercentages } from './factories.ts';
import { type TestHouse, testHouse } from './house.ts';

/** Opens before the file's tests, with percentages in force, and closes after them. */
export function packageDesk() {
  let opened: TestHouse | undefined;
  const house = (): TestHouse => {
    if (!opened) throw new Error('The house opens before the tests.');
    return opened;
  };
  beforeAll(async () => {
    const database = await testDatabase();
    const here = await testHouse(database.url);
    opened = here;
    await buildPercentages(here, { consignorId: null, houseBps: 2_000, feeBps: 1_200 });
    return async () => {
      await here.close();
      await database.drop();
    };
  });
  const doer = { by: newId('person'), requestId: null };
  const act = <Result>(work: (trx: Trx) => Promise<Result>) => inTransaction(house().db, work);
  return {
    get house() {
      return house();
    },
    doer,
    act,
    /** Four seats that follow each other, at a set price. */
    seats: { section: '234', row: 'B', seats: '5–8', price: { by: 'set', amount: 12_000 } } as const,
    create: (input: NewPackage) =>
      act((trx) => createPackage(trx, house().engine, newPackage.parse(input), doer)),
    consign: (id: string, body: ConsignGames) =>
      act((trx) => consignGames(trx, house().engine, id, consignBody.parse(body), doer)),
    async seasonOfTwo() {
      const { eventId, seasonId, homeId, venueId } = await buildGame(house(), {
        home: 'Dallas Cowboys',
        away: 'Kansas City Chiefs',
      });
      const second = await buildEvent(house(), { homeId, venueId, seasonId, name: 'Second game' });
      return { seasonId, eventIds: [eventId, second], consignorId: await buildConsignor(house()) };
    },
  };
}
