/** Breaks something in a database, looks what `verify` names, and takes it back. */
import type { AppContext } from '../src/platform/appContext.ts';
import { queryPrepared, type Trx } from '../src/platform/db/index.ts';
import type { Violation } from '../src/verify/invariant.ts';
import { invariants } from '../src/verify/verify.ts';

/** @returns what `verify` finds */
export async function foundWhenBroken(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  breakIt: (trx: Trx) => Promise<unknown>,
): Promise<Violation[]> {
  const found: Violation[] = [];
  const takeBack = new Error('taken back');
  await db
    .transaction(async (trx) => {
      // No trigger stands in the way of the one who breaks things.
      await queryPrepared(trx, 'SET LOCAL session_replication_role = replica');
      await breakIt(trx);
      for (const { id, check } of invariants)
        found.push(...(await check(trx, engine)).map((each) => ({ invariant: id, ...each })));
      throw takeBack;
    })
    .catch((error) => {
      if (error !== takeBack) throw error;
    });
  return found;
}

/** @returns the invariants with what they name: `1.counters lst_…` */
export const namedWhenBroken = async (
  app: Pick<AppContext, 'db' | 'engine'>,
  breakIt: (trx: Trx) => Promise<unknown>,
): Promise<string[]> =>
  (await foundWhenBroken(app, breakIt)).map(({ invariant, subject }) => `${invariant} ${subject}`);
