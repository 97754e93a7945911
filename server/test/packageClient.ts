/** Staff with season packages: a test file's own application, and a season of two games. */
import {
  type ConsignGames,
  consignGames as consignBody,
  type NewPackage,
  newPackage,
} from '@holdfast/shared/packages';
import { beforeAll } from 'vitest';
import { consignGames } from '../src/packages/consignGames.ts';
import { createPackage } from '../src/packages/packages.ts';
import { inTransaction, type Trx } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { type TestAppContext, testAppContext } from './appContext.ts';
import { testDatabase } from './database.ts';
import { buildEvent, buildGame } from './factories/catalog.ts';
import { buildConsignor, buildPercentages } from './factories/consignors.ts';

/** Starts before the file's tests, with percentages in force, and closes after them. */
export function packageClient() {
  let opened: TestAppContext | undefined;
  const app = (): TestAppContext => {
    if (!opened) throw new Error('The marketplace opens before the tests.');
    return opened;
  };
  beforeAll(async () => {
    const database = await testDatabase();
    const here = await testAppContext(database.url);
    opened = here;
    await buildPercentages(here, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
    return async () => {
      await here.close();
      await database.drop();
    };
  });
  const principal = { by: newId('person'), requestId: null };
  const act = <Result>(work: (trx: Trx) => Promise<Result>) => inTransaction(app().db, work);
  return {
    get app() {
      return app();
    },
    principal,
    act,
    /** Four adjacent seats at a fixed price. */
    seats: { section: '234', row: 'B', seats: '5–8', price: { by: 'set', amount: 12_000 } } as const,
    create: (input: NewPackage) =>
      act((trx) => createPackage(trx, app().engine, newPackage.parse(input), principal)),
    consign: (id: string, body: ConsignGames) =>
      act((trx) => consignGames(trx, app().engine, id, consignBody.parse(body), principal)),
    async seasonOfTwo() {
      const { eventId, seasonId, homeId, venueId } = await buildGame(app(), {
        home: 'Dallas Cowboys',
        away: 'Kansas City Chiefs',
      });
      const second = await buildEvent(app(), { homeId, venueId, seasonId, name: 'Second game' });
      return { seasonId, eventIds: [eventId, second], consignorId: await buildConsignor(app()) };
    },
  };
}
