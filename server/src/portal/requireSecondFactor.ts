import { hasSecondFactor } from '../accounts/index.ts';
import type { Trx } from '../platform/db/index.ts';
import type { Caller } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';

/**
 * Lets through who has a second factor; the fresh proof of the request has asked for it.
 * @param what begins the sentence: `Bank data is`
 * @throws Problem `second_factor_missing`
 */
export async function requireSecondFactor(trx: Trx, { personId }: Caller, what: string): Promise<void> {
  if (await hasSecondFactor(trx, personId ?? '')) return;
  throw new Problem(
    'second_factor_missing',
    `${what} changed only with a second factor. Set one up on your account’s page, then come back.`,
  );
}
