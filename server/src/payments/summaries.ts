/** Summaries of failed payments and refunds, for other rooms' pages. */
import { waitingCounter } from '../platform/waitingRows.ts';

/** Counts payments of which the bank refused a refund, since the first that it refused. */
export const refundsFailed = waitingCounter({
  from: `(SELECT payment_id, min(created_at) AS created_at FROM refunds WHERE state = 'failed' GROUP BY payment_id) f`,
  where: 'true',
  since: 'f.created_at',
});
/** Counts disputes and inquiries that wait for our answer. */
export const disputesOpen = waitingCounter({
  from: 'disputes d',
  where: 'dispute_is_unanswered(d.state)',
  since: 'd.created_at',
});
