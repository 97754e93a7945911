import { marketplaceCurrency } from '@holdfast/shared/money';
import { query, type Trx } from '../platform/db/index.ts';
import { firstIdFrom } from '../platform/ids.ts';

/**
 * What went back to fans in a period, less what banks returned, in minor units of the marketplace's currency. A refund counts when it is done, as
 * in the statistics.
 */
export async function refundedBetween(trx: Trx, from: Date, until: Date): Promise<number> {
  const [row] = await query<{ refunds: number }>(
    trx,
    `SELECT coalesce(-sum(e.amount), 0)::bigint AS refunds
     FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account IN ('stripe', 'elsewhere')
     WHERE t.id >= $3 AND t.at >= $1 AND t.at < $2 AND t.kind IN ('refund', 'refundReturned') AND e.currency = $4`,
    [from, until, firstIdFrom('ledgerTransaction', from.getTime()), marketplaceCurrency],
  );
  return row?.refunds ?? 0;
}
