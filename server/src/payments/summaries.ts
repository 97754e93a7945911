/** Summaries of failed payments and refunds, for other rooms' pages. */
import type { WaitingRows } from '../platform/waitingRows.ts';

export const refundsFailed: WaitingRows = {
  from: 'refunds f',
  where: `f.state = 'failed'`,
  since: 'f.created_at',
};
export const disputesOpen: WaitingRows = {
  from: 'payments p',
  where: `payment_is_disputed(p.state)`,
  since: 'p.created_at',
};

/** SQL of one row (refunds) about what was refunded in a period, minor units of USD; each is a parameter, such as $1. */
export const refundedBetween = (p: { from: string; until: string; firstId: string }) => `
  SELECT coalesce(sum(f.amount), 0)::bigint AS refunds FROM refunds f WHERE f.id >= ${p.firstId} AND f.created_at >= ${p.from}
    AND f.created_at < ${p.until} AND f.currency = 'USD' AND f.state <> 'failed'`;
