/** The queues of a role: how much waits, for how long, past which limit. */
import type { Role } from '@holdfast/shared/accounts';
import { ageBounds, type WorkQueue } from '@holdfast/shared/today';
import { entriesWaiting } from '../feeds/index.ts';
import { importRowsWaiting } from '../imports/index.ts';
import { listingsWaiting, queueLimits } from '../listings/index.ts';
import { failedEmails } from '../notifications/index.ts';
import { disputesOpen, refundsFailed } from '../payments/index.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { jobsGivenUp } from '../platform/jobs/index.ts';
import type { WaitingRows } from '../platform/waitingRows.ts';
import { reservationsWaiting } from '../reservations/index.ts';

type QueueName = WorkQueue['queue'];

interface Source {
  roles: readonly Role[];
  rows: WaitingRows;
  limitHours: number | null;
}

const listingSource = (queue: keyof typeof queueLimits): Source => ({
  roles: ['staff'],
  rows: listingsWaiting(queue),
  limitHours: queueLimits[queue].limitHours,
});

/** In the order in which they are worked. */
const sources: Record<QueueName, Source> = {
  toApprove: listingSource('toApprove'),
  toPrice: listingSource('toPrice'),
  delistRequested: listingSource('delistRequested'),
  inHandPassed: listingSource('inHandPassed'),
  eventSoonUnsold: listingSource('eventSoonUnsold'),
  importRows: { roles: ['staff'], rows: importRowsWaiting, limitHours: 24 },
  outsideEvents: { roles: ['staff'], rows: entriesWaiting, limitHours: 48 },
  attention: { roles: ['support'], rows: reservationsWaiting.attention, limitHours: 1 },
  paying: { roles: ['support'], rows: reservationsWaiting.paying, limitHours: 1 },
  refundsFailed: { roles: ['support', 'finance'], rows: refundsFailed, limitHours: 4 },
  disputes: { roles: ['finance', 'support'], rows: disputesOpen, limitHours: null },
  failedEmails: { roles: ['support'], rows: failedEmails, limitHours: 4 },
  jobsFailed: { roles: ['admin'], rows: jobsGivenUp, limitHours: 1 },
};

interface Row {
  waiting: number;
  ages: number[] | null;
  since: Date | null;
  past_limit: number | null;
  mine: number | null;
  unowned: number | null;
}

/** @param me whose own are counted apart */
export async function queuesFor(trx: Trx, roles: readonly Role[], me: string): Promise<WorkQueue[]> {
  const queues: WorkQueue[] = [];
  for (const [queue, source] of Object.entries(sources) as Array<[QueueName, Source]>) {
    if (!roles.includes('admin') && !source.roles.some((role) => roles.includes(role))) continue;
    const [row] = await query<Row>(trx, textOf(queue, source), [me]);
    const { waiting, ages, since, past_limit, mine, unowned } = row as Row;
    queues.push({
      queue,
      waiting,
      ages,
      since: since?.toISOString() ?? null,
      limitHours: source.limitHours,
      pastLimit: past_limit,
      mine,
      unowned,
    });
  }
  return queues;
}

function textOf(queue: QueueName, { rows: { from, where, since, owner }, limitHours }: Source): string {
  const ahead = queue === 'eventSoonUnsold';
  const bounds = ['-infinity', ...[...ageBounds].reverse().map((hours) => `now-${hours}`), 'infinity'];
  const instantOf = (bound: string) =>
    bound.startsWith('now-') ? `now() - interval '${bound.slice(4)} hours'` : `'${bound}'::timestamptz`;
  const parts = bounds
    .slice(0, -1)
    .map(
      (bound, at) =>
        `count(*) FILTER (WHERE ${since} >= ${instantOf(bound)} AND ${since} < ${instantOf(bounds[at + 1] as string)})::int`,
    )
    .reverse();
  const past =
    limitHours === null
      ? 'NULL::int'
      : `count(*) FILTER (WHERE ${since} < now() ${ahead ? '+' : '-'} interval '${limitHours} hours')::int`;
  return `SELECT count(*)::int AS waiting, ${ahead ? 'NULL::int[]' : `ARRAY[${parts.join(', ')}]`} AS ages,
      min(${since})::timestamptz AS since, ${past} AS past_limit,
      ${owner ? `count(*) FILTER (WHERE ${owner} = $1::text)::int` : 'CASE WHEN $1::text IS NULL THEN NULL::int END'} AS mine,
      ${owner ? `count(*) FILTER (WHERE ${owner} IS NULL)::int` : 'NULL::int'} AS unowned
    FROM ${from} WHERE ${where}`;
}
