/** Requests that wait for a row which a test holds, so that a race has one outcome. */
import { inTransaction, type Trx } from '../src/platform/db/index.ts';
import { eventually } from './fan.ts';
import type { TestApp } from './runningApp.ts';

/**
 * Sends requests while a transaction of the test holds rows; it commits when all of them wait for it.
 * @param hold locks the rows, and may change them
 * @param send starts the requests
 * @param goOn what the transaction does while they wait
 */
export async function whileHeld<T>(
  { context: { db } }: Pick<TestApp, 'context'>,
  hold: (trx: Trx) => Promise<unknown>,
  send: () => ReadonlyArray<Promise<T>>,
  goOn: (trx: Trx) => Promise<unknown> = async () => {},
): Promise<T[]> {
  const answers = await inTransaction(db, async (trx) => {
    await hold(trx);
    const sent = send();
    await eventually(`${sent.length} requests wait`, async () => {
      const waiting = await db('pg_stat_activity')
        .whereRaw('datname = current_database()')
        .where({ wait_event_type: 'Lock' });
      return waiting.length >= sent.length;
    });
    await goOn(trx);
    return sent;
  });
  return Promise.all(answers);
}
