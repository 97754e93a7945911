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

/** A transaction of a refund, or of its return. */
export interface RefundPosting {
  cause: string;
  /** Minor units that left; below zero where the bank returned them. */
  amount: number;
  entries: Array<{ account: string; amount: number }>;
}

/** What refunds and returns of a payment posted, in the order in which they did. */
export function refundPostings(trx: Trx, paymentId: string): Promise<RefundPosting[]> {
  return query<RefundPosting>(
    trx,
    `SELECT t.cause, -sum(e.amount) FILTER (WHERE e.account IN ('stripe', 'elsewhere'))::bigint AS amount,
       jsonb_agg(jsonb_build_object('account', e.account, 'amount', e.amount) ORDER BY e.line) AS entries
     FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
     WHERE t.payment_id = $1 AND t.kind IN ('refund', 'refundReturned') GROUP BY t.id, t.cause, t.at ORDER BY t.at, t.id`,
    [paymentId],
  );
}
