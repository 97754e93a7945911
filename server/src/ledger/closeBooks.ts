/** Until when the books are closed. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { firstIdFrom } from '../platform/ids.ts';

/** Transactions take minutes at most: whatever is being booked got its id within this time, ms. */
const lateMs = 60 * 60_000;

/**
 * Closes the books until an instant, or opens them again with an earlier one. Postings that are being written are waited for,
 * and later ones wait for the caller's transaction: it should end soon.
 * @param until null: no month is closed
 */
export async function setClosedUntil(trx: Trx, until: Date | null): Promise<void> {
  // Writers hold the weaker lock until their transaction ends.
  await trx.raw('LOCK TABLE ledger_transactions IN SHARE MODE');
  await queryPrepared(
    trx,
    "UPDATE ledger_closing SET closed_until = coalesce($1::timestamptz, '-infinity')",
    [until],
  );
}

/** How many transactions that were made in the last hour are booked before an instant. */
export async function bookedLate(trx: Trx, until: Date): Promise<number> {
  const [row] = await queryPrepared<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM ledger_transactions WHERE id >= $1 AND at < $2',
    [firstIdFrom('ledgerTransaction', Date.now() - lateMs), until],
  );
  return row?.count ?? 0;
}
