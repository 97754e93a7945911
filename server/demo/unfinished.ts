/**
 * The mark of a demo whose seeding has begun and not ended: an empty schema, committed with the first part of the seeding and
 * dropped at its end. A process that is killed between leaves it behind.
 */
import { type Database, inTransaction, queryPrepared, type Trx } from '../src/platform/db/index.ts';

/** The schema that is the mark. */
export const unfinishedSchema = 'demo_unfinished';
/** An arbitrary advisory lock: two processes that start together must not both seed. */
const seedingLock = 4_711_005;

/**
 * Seeds under the lock; what waits for the lock finds everything or the mark. The lock is held by a transaction of its own,
 * which commits nothing but the end of the mark.
 * @param seed calls `begin` in the transaction of its first part
 */
export function whileUnfinished<T>(
  db: Database,
  seed: (begin: (trx: Trx) => Promise<void>) => Promise<T>,
): Promise<T> {
  return inTransaction(
    db,
    async (lock) => {
      await queryPrepared(lock, 'SELECT pg_advisory_xact_lock($1)', [seedingLock]);
      const result = await seed(async (trx) => {
        await trx.raw('CREATE SCHEMA ??', [unfinishedSchema]);
      });
      await lock.raw('DROP SCHEMA IF EXISTS ??', [unfinishedSchema]);
      return result;
    },
    1,
  );
}

/** Whether a seeding was interrupted. Waits for one that is under way. */
export function isUnfinished(db: Database): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await queryPrepared(trx, 'SELECT pg_advisory_xact_lock($1)', [seedingLock]);
    const [mark] = await queryPrepared(trx, 'SELECT FROM pg_namespace WHERE nspname = $1', [
      unfinishedSchema,
    ]);
    return mark !== undefined;
  });
}
