import type { Engine } from '../../platform/actors/index.ts';
import type { Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';
import { stepPayout } from '../actOnPayouts.ts';

/**
 * Asks Stripe to take a transfer back, in the background.
 * @throws Problem as `stepPayout`; `nothing_to_do` where Stripe is asked already
 */
export async function takeBack(
  trx: Trx,
  engine: Engine,
  { id, version, reason }: { id: string; version: number; reason: string },
  principal: Principal,
): Promise<void> {
  const [asked] = await queryPrepared(
    trx,
    `SELECT 1 AS one FROM payout_attempts
     WHERE payout_id = $1 AND state = 'paid' AND reversal_asked_at IS NOT NULL AND reversal_problem IS NULL`,
    [id],
  );
  if (asked)
    throw new Problem(
      'nothing_to_do',
      'Stripe is asked to take this transfer back already. Wait for its answer.',
    );
  const about = { version, reason, was: { why: null } };
  await stepPayout(trx, engine, id, { type: 'reverse', why: reason }, about, principal);
}
