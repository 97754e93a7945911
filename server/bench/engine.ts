/** The engine alone: transitions in batches, and 100,000 holds that are due at once. */

import { listingMachine } from '@holdfast/shared/listings/machines';
import { messageTo, sweep } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { type Database, inTransaction, queryPrepared } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { createHoldRequests } from '../src/reservations/index.ts';

/** Actors per batch. */
const batchSize = 1_000;

/**
 * Pauses and resumes listings, each a transition with its log row and its timer.
 * @param maxInFlight batches in flight at once
 * @returns transitions per second
 */
export async function transitionLoad(
  app: AppContext,
  listingIds: string[],
  seconds: number,
  maxInFlight = 2,
): Promise<number> {
  let count = 0;
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  await Promise.all(
    Array.from({ length: maxInFlight }, async (_, lane) => {
      const mine = listingIds.filter((_id, i) => i % maxInFlight === lane);
      for (let turn = 0; performance.now() < endsAt; turn++) {
        for (let i = 0; i < mine.length && performance.now() < endsAt; i += batchSize) {
          const messages = mine
            .slice(i, i + batchSize)
            .map((id) =>
              messageTo(
                listingMachine,
                id,
                turn % 2 === 0 ? { type: 'pause', reason: 'bench' } : { type: 'resume' },
                { by: 'bench' },
              ),
            );
          const outcomes = await inTransaction(app.db, (trx) => app.engine.apply(trx, messages));
          count += outcomes.filter(({ kind }) => kind === 'applied').length;
        }
      }
    }),
  );
  return count / ((performance.now() - startedAt) / 1000);
}

/** Holds one ticket for each of `count` fans. */
export async function makeHolds(app: AppContext, listingIds: string[], count: number): Promise<void> {
  const holdRequests = createHoldRequests(app);
  for (let made = 0; made < count; made += 1_000) {
    const answers = await Promise.all(
      Array.from({ length: Math.min(1_000, count - made) }, (_, i) =>
        holdRequests.submit({
          fanId: newId('fan'),
          network: null,
          email: null,
          key: null,
          hash: '',
          items: [{ listingId: listingIds[(made + i) % listingIds.length] as string, quantity: 1 }],
        }),
      ),
    );
    if (answers.some((answer) => 'refused' in answer)) throw new Error('a hold was refused');
  }
  await holdRequests.close();
}

/**
 * Sweeps until nothing is due.
 * @returns seconds
 */
export async function expireAll(app: AppContext, until: string, sweepers: number): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: sweepers }, async () => {
      while ((await sweep(app.db, app.engine, until)) > 0);
    }),
  );
  return (performance.now() - startedAt) / 1000;
}

/** Held tickets; 0 after all are released. */
export async function heldTickets(db: Database): Promise<number> {
  const [row] = await db.transaction((trx) =>
    queryPrepared<{ held: number }>(trx, 'SELECT coalesce(sum(held), 0)::int AS held FROM listings'),
  );
  return row?.held ?? 0;
}
