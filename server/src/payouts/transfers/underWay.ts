import { queryPrepared, type Trx } from '../../platform/db/index.ts';

/**
 * Payouts of which Stripe is asked and hasn't answered, in words: another account couldn't say what became of them, and they would
 * be paid twice. Until the transaction ends none begins.
 */
export async function transfersUnderWay(trx: Trx): Promise<string[]> {
  await trx.raw('LOCK TABLE payout_attempts IN SHARE ROW EXCLUSIVE MODE');
  const [row] = await queryPrepared<{ count: number }>(
    trx,
    `SELECT count(*)::int AS count FROM payout_attempts WHERE way = 'stripe'
       AND (state = 'sending' OR state = 'paid' AND reversal_asked_at IS NOT NULL AND reversal_problem IS NULL)`,
  );
  const count = row?.count ?? 0;
  return count === 0 ? [] : [`${count} ${count === 1 ? 'payout' : 'payouts'}`];
}
