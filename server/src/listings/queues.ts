/** The staff queues: counts, age and owner. */
import { type ListingQueue, listingQueues, type QueueStatus } from '@holdfast/shared/listings';
import { type Database, inTransaction, query } from '../platform/db/index.ts';
import { type WaitingCounter, waitingCounter } from '../platform/waitingRows.ts';
import { listingWhere } from './listingFilter.ts';

/** Since when a listing waits, and the hours after which that is too long. Source: backoffice.md, "To approve". */
const queueLimits: Record<
  ListingQueue,
  { since: string; limitHours: number; past: (hours: number) => string }
> = {
  toApprove: { since: 'l.submitted_at', limitHours: 24, past: olderThan('l.submitted_at') },
  toPrice: { since: 'l.priced_at', limitHours: 72, past: olderThan('l.priced_at') },
  delistRequested: {
    since: 'l.delist_requested_at',
    limitHours: 4,
    past: olderThan('l.delist_requested_at'),
  },
  inHandPassed: {
    since: 'l.in_hand_on::timestamptz',
    limitHours: 24,
    past: olderThan('l.in_hand_on::timestamptz'),
  },
  // The soonest is the oldest here: what is left to it is the other way round.
  eventSoonUnsold: {
    since: 'e.starts_at',
    limitHours: 12,
    past: (hours) => `e.starts_at < now() + interval '${hours} hours'`,
  },
};

/** Counts the listings of a queue, with who looks after them and the hours after which one is late. */
export function listingsWaiting(queue: ListingQueue): { count: WaitingCounter; limitHours: number } {
  const { from, all } = listingWhere({ queue }, null);
  const { since, limitHours } = queueLimits[queue];
  const ahead = queue === 'eventSoonUnsold';
  return { count: waitingCounter({ from, where: all, since, owner: 'l.owner_id', ahead }), limitHours };
}

function olderThan(column: string): (hours: number) => string {
  return (hours) => `${column} < now() - interval '${hours} hours'`;
}

interface Row {
  listings: number;
  tickets: number;
  since: Date | null;
  past_limit: number;
  mine: number;
  unowned: number;
  now: Date;
}

/** @param me whose own are counted apart */
export async function readQueues(
  db: Database,
  me: string | null,
): Promise<{ data: QueueStatus[]; asOf: string }> {
  return inTransaction(db, async (trx) => {
    const data: QueueStatus[] = [];
    let asOf = '';
    for (const queue of listingQueues) {
      const { since, limitHours, past } = queueLimits[queue];
      const where = listingWhere({ queue }, me);
      const [row] = await query<Row>(
        trx,
        `SELECT count(*)::int AS listings, coalesce(sum(l.available + l.held), 0)::int AS tickets, min(${since}) AS since,
           count(*) FILTER (WHERE ${past(limitHours)})::int AS past_limit,
           count(*) FILTER (WHERE l.owner_id = $1::text)::int AS mine,
           count(*) FILTER (WHERE l.owner_id IS NULL)::int AS unowned, now() AS now
         FROM ${where.from} WHERE ${where.all}`,
        [me],
      );
      const standing = row as Row;
      asOf = standing.now.toISOString();
      data.push({
        queue,
        listings: standing.listings,
        tickets: standing.tickets,
        since: standing.since?.toISOString() ?? null,
        limitHours,
        pastLimit: standing.past_limit,
        mine: standing.mine,
        unowned: standing.unowned,
      });
    }
    return { data, asOf };
  });
}
