/** Breaks something in a database, looks what `verify` names, and takes it back. */
import type { AppContext } from '../src/platform/appContext.ts';
import { queryPrepared, type Trx } from '../src/platform/db/index.ts';
import { invariants } from '../src/verify/verify.ts';

/** @returns the invariants with what they name: `1.counters lst_…` */
export async function namedWhenBroken(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  breakIt: (trx: Trx) => Promise<unknown>,
): Promise<string[]> {
  const named: string[] = [];
  const takeBack = new Error('taken back');
  await db
    .transaction(async (trx) => {
      // No trigger stands in the way of the one who breaks things.
      await queryPrepared(trx, 'SET LOCAL session_replication_role = replica');
      await breakIt(trx);
      for (const invariant of invariants) {
        const found = await invariant.check(trx, engine);
        named.push(...found.map(({ subject }) => `${invariant.id} ${subject}`));
      }
      throw takeBack;
    })
    .catch((error) => {
      if (error !== takeBack) throw error;
    });
  return named;
}
