/** Changes of one's account that ask for the password, and for a code where they say so. */
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import type { Ctx } from '../platform/http/index.ts';
import { checkOwnPassword, lockOwn } from './ownPassword.ts';
import type { Person } from './Person.ts';
import { requirePerson } from './policy.ts';
import type { Tries } from './tries.ts';

/** Runs with the person locked, whose password is right; tries at it and at codes are counted. */
export type OwnerProven = <T>(
  ctx: Ctx,
  given: { currentPassword: string; code?: string },
  run: (trx: Trx, person: Person) => Promise<T>,
) => Promise<T>;

/** @returns runs what an owner asks for. The code is checked by what it runs, in its transaction */
export function createOwnerProof(app: AppContext, tries: Tries): OwnerProven {
  return async (ctx, { currentPassword, code }, run) => {
    const personId = requirePerson(ctx.state.caller);
    const wasRight = await tries.guess(ctx, ctx.state.caller.email ?? personId);
    const checked = await checkOwnPassword(app.db, personId, currentPassword);
    await wasRight();
    const codeWasRight = code === undefined ? null : await tries.code(personId);
    const answer = await inTransaction(app.db, async (trx) => run(trx, await lockOwn(trx, checked)));
    await codeWasRight?.();
    return answer;
  };
}
