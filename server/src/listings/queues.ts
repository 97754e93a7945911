/** The staff queues and views: counts, age and owner. */
import {
  type ListingFilter,
  type ListingQueue,
  listingQueues,
  type QueueStatus,
} from '@holdfast/shared/listings';
import { query, type Trx } from '../platform/db/index.ts';
import { type WaitingCounter, waitingCounter } from '../platform/waitingRows.ts';
import { type ListingWhere, listingWhere } from './listingFilter.ts';

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

interface QueueColumns {
  listings: number;
  tickets: number;
  since: string | null;
  past_limit: number;
  mine: number;
  unowned: number;
}

/** What is counted of the listings that fit one condition. */
interface Reading {
  where: ListingWhere;
  /** Aggregates over the listings that fit, as one value of JSON. */
  value: (fits: string) => string;
  take: (value: unknown) => void;
}

/**
 * Counts the queues and the given views. What needs the same tables is counted in one reading of them.
 * @param me whose own are counted apart
 */
export async function countViews(
  trx: Trx,
  views: readonly ListingFilter[],
  me: string | null,
): Promise<{ queues: QueueStatus[]; views: number[] }> {
  const queues: QueueStatus[] = [];
  const counts: number[] = [];
  const readings = [
    ...listingQueues.map(
      (queue, at): Reading => ({
        where: listingWhere({ queue }, me),
        value: (fits) => queueColumns(queue, fits),
        take(value) {
          queues[at] = statusOf(queue, value as QueueColumns);
        },
      }),
    ),
    ...views.map(
      (view, at): Reading => ({
        where: listingWhere(view, me),
        value: (fits) => `to_jsonb(count(*) FILTER (WHERE ${fits}))`,
        take(value) {
          counts[at] = value as number;
        },
      }),
    ),
  ];
  for (const together of Map.groupBy(readings, ({ where }) => where.from).values())
    await readTogether(trx, together, me);
  return { queues, views: counts };
}

/** $1 is who asks; the parameters of each condition follow. */
async function readTogether(trx: Trx, readings: readonly Reading[], me: string | null): Promise<void> {
  const values: unknown[] = [me];
  const fits = readings.map(({ where }) => {
    const text = where.all.replaceAll(/\$(\d+)/g, (_, number) => `$${Number(number) + values.length}`);
    values.push(...where.values);
    return `(${text})`;
  });
  const [row] = await query<{ counted: unknown[] }>(
    trx,
    `SELECT jsonb_build_array(${readings.map(({ value }, at) => value(fits[at]!)).join(', ')}) AS counted
     FROM ${readings[0]!.where.from} WHERE ($1::text IS NULL OR true) AND (${fits.join(' OR ')})`,
    values,
  );
  for (const [at, { take }] of readings.entries()) take(row!.counted[at]);
}

function queueColumns(queue: ListingQueue, fits: string): string {
  const { since, limitHours, past } = queueLimits[queue];
  const count = (and = 'true') => `count(*) FILTER (WHERE ${fits} AND ${and})`;
  return `jsonb_build_object('listings', ${count()},
    'tickets', coalesce(sum(l.available + l.held) FILTER (WHERE ${fits}), 0), 'since', min(${since}) FILTER (WHERE ${fits}),
    'past_limit', ${count(past(limitHours))}, 'mine', ${count('l.owner_id = $1::text')}, 'unowned', ${count('l.owner_id IS NULL')})`;
}

const statusOf = (queue: ListingQueue, counted: QueueColumns): QueueStatus => ({
  queue,
  listings: counted.listings,
  tickets: counted.tickets,
  since: counted.since === null ? null : new Date(counted.since).toISOString(),
  limitHours: queueLimits[queue].limitHours,
  pastLimit: counted.past_limit,
  mine: counted.mine,
  unowned: counted.unowned,
});
