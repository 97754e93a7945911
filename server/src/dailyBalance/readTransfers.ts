/** What is compared of transfers: those that either side moved lately, whole. */
import { type StripeEntry, stripeEntries } from '../ledger/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import type { Difference, Movement } from './compare.ts';
import { compareTransfers, type TransferAttempt } from './compareTransfers.ts';
import { transferTypes } from './transferTypes.ts';

/**
 * @param booked what the books moved at Stripe since then
 * @returns where transfers differ
 */
export async function differencesOfTransfers(
  trx: Trx,
  { since, booked }: { since: Date; booked: readonly StripeEntry[] },
): Promise<Difference[]> {
  const causes = booked
    .filter(({ kind }) => kind === 'payout' || kind === 'payoutReturned')
    .map(({ cause }) => cause);
  const attempts = await queryPrepared<TransferAttempt>(
    trx,
    `SELECT transfer_id AS "transferId", begun_cause AS "begunCause", ended_cause AS "endedCause" FROM payouts_attempts
     WHERE way = 'stripe' AND (begun_cause = ANY($1::text[]) OR ended_cause = ANY($1::text[])
       OR transfer_id IN (SELECT transfer_id FROM balance_transactions WHERE at >= $2 AND transfer_id IS NOT NULL))`,
    [causes, since],
  );
  const movements = await queryPrepared<Movement & { transferId: string | null }>(
    trx,
    `SELECT id, type, amount, fee, currency, payment_id AS "paymentId", at, transfer_id AS "transferId" FROM balance_transactions
     WHERE type = ANY($1::text[]) AND (at >= $2 OR transfer_id = ANY($3::text[]))`,
    [transferTypes, since, attempts.flatMap(({ transferId }) => transferId ?? [])],
  );
  const entries = await stripeEntries(
    trx,
    [],
    attempts.flatMap(({ begunCause, endedCause }) => [begunCause, ...(endedCause ? [endedCause] : [])]),
  );
  return compareTransfers(movements, attempts, entries);
}
