import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** What a transaction moved on the account of Stripe. */
export interface StripeEntry {
  id: string;
  cause: string;
  kind: string;
  /** Minor units; below zero, money left. */
  amount: number;
  currency: string;
  paymentId: string | null;
  reservationId: string | null;
  at: Date;
}

const columns = `t.id, t.cause, t.kind, sum(e.amount)::bigint AS amount, e.currency, t.payment_id AS "paymentId",
  t.reservation_id AS "reservationId", t.at`;
const from = `FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account = 'stripe'`;
const grouped =
  'GROUP BY t.id, t.cause, t.kind, e.currency, t.payment_id, t.reservation_id, t.at ORDER BY t.at, t.id';

/** All that the books have at Stripe of these payments, and of Stripe's transactions by their ids. */
export function stripeEntries(
  trx: Trx,
  paymentIds: readonly string[],
  causes: readonly string[],
): Promise<StripeEntry[]> {
  return queryPrepared<StripeEntry>(
    trx,
    `SELECT ${columns} ${from} WHERE t.payment_id = ANY($1::text[]) OR t.cause = ANY($2::text[]) ${grouped}`,
    [paymentIds, causes],
  );
}

/** The payments that the books moved money of since an instant, and entries since then that are about none. */
export async function movedSince(trx: Trx, since: Date): Promise<StripeEntry[]> {
  return queryPrepared<StripeEntry>(trx, `SELECT ${columns} ${from} WHERE t.at >= $1 ${grouped}`, [since]);
}
