/** The counts beside the pages of the rail. */
import type { Dashboard } from '@holdfast/shared/support';
import { type Database, inTransaction, run } from '../platform/db/index.ts';

interface Figures {
  to_approve: number;
  to_approve_tickets: number;
  oldest_at: Date | null;
  past_limit: number;
  live_listings: number;
  live_tickets: number;
  holding: number;
  paying: number;
  attention: number;
  mails_failed: number;
}

/** A listing that waits longer is past its limit. Source: backoffice.md, "To approve". */
const approvalLimit = '24 hours';

export async function readDashboard(db: Database): Promise<Dashboard> {
  return inTransaction(db, async (trx) => {
    const [figures] = await run<Figures>(
      trx,
      `SELECT l.*, r.*, (SELECT count(*)::int FROM mails WHERE state = 'failed') AS mails_failed FROM
        (SELECT count(*) FILTER (WHERE state = 'submitted')::int AS to_approve,
           coalesce(sum(quantity) FILTER (WHERE state = 'submitted'), 0)::int AS to_approve_tickets,
           min(submitted_at) FILTER (WHERE state = 'submitted') AS oldest_at,
           count(*) FILTER (WHERE state = 'submitted' AND submitted_at < now() - interval '${approvalLimit}')::int AS past_limit,
           count(*) FILTER (WHERE state = 'live')::int AS live_listings,
           coalesce(sum(available) FILTER (WHERE state = 'live'), 0)::int AS live_tickets
         FROM listings WHERE state IN ('submitted', 'live')) l,
        (SELECT count(*) FILTER (WHERE state = 'pending.holding')::int AS holding, count(*) FILTER (WHERE state = 'pending.paying')::int AS paying,
           count(*) FILTER (WHERE attention IS NOT NULL)::int AS attention
         FROM reservations WHERE state LIKE 'pending.%' OR attention IS NOT NULL) r`,
    );
    const f = figures as Figures;
    return {
      toApprove: {
        count: f.to_approve,
        tickets: f.to_approve_tickets,
        oldestAt: f.oldest_at?.toISOString() ?? null,
        pastLimit: f.past_limit,
      },
      live: { listings: f.live_listings, tickets: f.live_tickets },
      holding: f.holding,
      paying: f.paying,
      attention: f.attention,
      mailsFailed: f.mails_failed,
    };
  });
}
