/** Payouts while the connection that writes them is ended at a row. */
import { actors } from '../../src/openAppContext.ts';
import { createEngine } from '../../src/platform/actors/index.ts';
import { isDatabaseAway, openDatabase } from '../../src/platform/db/index.ts';
import { jobs } from '../../src/platform/jobs/index.ts';
import { testAppContext } from '../appContext.ts';
import { testDatabase } from '../database.ts';
import { oweConsignors, payWhileKilled, type Sizes } from './payoutCrashes.ts';
import { type PayoutWork, takePayoutStep } from './payoutSteps.ts';
import { rowKiller } from './rowKiller.ts';

/**
 * @param rowOf at which row of a step the connection ends, at the how manieth attempt since the step last moved on
 * @returns how often each step was killed
 */
export async function payKilledAtRows(
  sizes: Sizes,
  rowOf: (kill: number, step: PayoutWork['step']) => number,
): Promise<Record<string, number>> {
  const database = await testDatabase();
  const app = await testAppContext(database.url);
  try {
    await oweConsignors(app, sizes);
    const killer = await rowKiller(app.db);
    const kills = await payWhileKilled(app, sizes, async (work, kill) => {
      // Nothing of it is remembered by the next one.
      const db = openDatabase(database.url, { max: 1, onError: () => {} });
      await killer.killAt(rowOf(kill, work.step));
      try {
        await takePayoutStep(db, createEngine(actors, jobs), work);
        return true;
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        return false;
      } finally {
        await killer.killAt(null);
        await db.destroy();
      }
    });
    return kills;
  } finally {
    await app.close();
    await database.drop();
  }
}
