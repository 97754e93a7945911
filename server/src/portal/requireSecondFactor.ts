import { secondFactorOf } from '../accounts/index.ts';
import type { Trx } from '../platform/db/index.ts';
import type { Caller } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';

/**
 * Lets through who showed more than a password: the code of an app, which the fresh proof of the request has asked for, or a passkey.
 * @param what begins the sentence: `Bank data is`
 * @throws Problem `second_factor_missing` where they have neither; `fresh_proof_required` where they have passkeys alone, and gave none
 */
export async function requireSecondFactor(trx: Trx, caller: Caller, what: string): Promise<void> {
  if (caller.hasPasskeyProof) return;
  const factor = await secondFactorOf(trx, caller.personId ?? '');
  if (factor === 'app') return;
  if (factor === 'passkey')
    throw new Problem(
      'fresh_proof_required',
      `${what} changed only with more than a password. Show by your passkey that it is you. Nothing was changed.`,
    );
  throw new Problem(
    'second_factor_missing',
    `${what} changed only with a second factor. Set up an authenticator app or a passkey on your account’s page, then come back.`,
  );
}
