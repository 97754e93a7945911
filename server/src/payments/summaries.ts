/** Summaries of failed payments and refunds, for other rooms' pages. */
import { query, type Trx } from '../platform/db/index.ts';
import { firstIdFrom } from '../platform/ids.ts';
import { waitingCounter } from '../platform/waitingRows.ts';

/** Counts refunds that the bank refused. */
export const refundsFailed = waitingCounter({
  from: 'refunds f',
  where: `f.state = 'failed'`,
  since: 'f.created_at',
});
/** Counts payments that the bank disputes. */
export const disputesOpen = waitingCounter({
  from: 'payments p',
  where: `payment_is_disputed(p.state)`,
  since: 'p.created_at',
});

/** What was refunded in a period, in minor units of USD. */
export async function refundedBetween(trx: Trx, from: Date, until: Date): Promise<number> {
  const [row] = await query<{ refunds: number }>(
    trx,
    `SELECT coalesce(sum(f.amount), 0)::bigint AS refunds FROM refunds f WHERE f.id >= $3 AND f.created_at >= $1
       AND f.created_at < $2 AND f.currency = 'USD' AND f.state <> 'failed'`,
    [from, until, firstIdFrom('refund', from.getTime())],
  );
  return row?.refunds ?? 0;
}
