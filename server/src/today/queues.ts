/** The queues of a role: how much waits, for how long, past which limit. */
import type { Role } from '@holdfast/shared/accounts';
import { ageBounds, type WorkQueue } from '@holdfast/shared/today';
import { stillAhead } from '../catalogs/index.ts';
import { listingWhere, queueLimits } from '../consignment/index.ts';
import { ask, type Trx } from '../platform/db/index.ts';

type QueueName = WorkQueue['queue'];

interface Source {
  roles: readonly Role[];
  from: string;
  where: string;
  /** Since when a row waits; null where age says nothing. */
  since: string | null;
  limitHours: number | null;
  /** Column of the person who looks after it. */
  owner: string | null;
}

const listingSource = (queue: keyof typeof queueLimits): Source => {
  const { from, all } = listingWhere({ queue }, null);
  const { since, limitHours } = queueLimits[queue];
  return { roles: ['staff'], from, where: all, since, limitHours, owner: 'l.owner_id' };
};

/** In the order in which they are worked. */
const sources: Record<QueueName, Source> = {
  toApprove: listingSource('toApprove'),
  toPrice: listingSource('toPrice'),
  delistAsked: listingSource('delistAsked'),
  inHandPassed: listingSource('inHandPassed'),
  eventSoonUnsold: listingSource('eventSoonUnsold'),
  importRows: {
    roles: ['staff'],
    from: 'import_rows r JOIN imports i ON i.id = r.import_id',
    where: `r.waits AND i.state = 'checked'`,
    since: 'i.created_at',
    limitHours: 24,
    owner: 'i.owner_id',
  },
  outsideEvents: {
    roles: ['staff'],
    from: 'catalog_events c',
    where: `c.decision IS NULL AND ${stillAhead}`,
    since: 'c.first_seen_at',
    limitHours: 48,
    owner: 'c.owner_id',
  },
  attention: {
    roles: ['support'],
    from: 'reservations r',
    where: 'r.attention IS NOT NULL',
    since: 'r.created_at',
    limitHours: 1,
    owner: null,
  },
  paying: {
    roles: ['support'],
    from: 'reservations r',
    where: `r.state = 'pending.paying'`,
    since: 'r.created_at',
    limitHours: 1,
    owner: null,
  },
  refundsFailed: {
    roles: ['support', 'finance'],
    from: 'refunds f',
    where: `f.state = 'failed'`,
    since: 'f.created_at',
    limitHours: 4,
    owner: null,
  },
  disputes: {
    roles: ['finance', 'support'],
    from: 'payments p',
    where: `p.state = 'disputed'`,
    since: 'p.created_at',
    limitHours: null,
    owner: null,
  },
  mailsFailed: {
    roles: ['support'],
    from: 'mails m',
    where: `m.state = 'failed'`,
    since: 'm.created_at',
    limitHours: 4,
    owner: null,
  },
  jobsFailed: {
    roles: ['admin'],
    from: 'graphile_worker._private_jobs j',
    where: 'j.attempts >= j.max_attempts',
    since: 'j.created_at',
    limitHours: 1,
    owner: null,
  },
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
    const [row] = await ask<Row>(trx, textOf(queue, source), [me]);
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

function textOf(queue: QueueName, { from, where, since, limitHours, owner }: Source): string {
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
    limitHours === null || since === null
      ? 'NULL::int'
      : `count(*) FILTER (WHERE ${since} < now() ${ahead ? '+' : '-'} interval '${limitHours} hours')::int`;
  return `SELECT count(*)::int AS waiting, ${since === null || ahead ? 'NULL::int[]' : `ARRAY[${parts.join(', ')}]`} AS ages,
      ${since === null ? 'NULL::timestamptz' : `min(${since})::timestamptz`} AS since, ${past} AS past_limit,
      ${owner === null ? 'CASE WHEN $1::text IS NULL THEN NULL::int END' : `count(*) FILTER (WHERE ${owner} = $1::text)::int`} AS mine,
      ${owner === null ? 'NULL::int' : `count(*) FILTER (WHERE ${owner} IS NULL)::int`} AS unowned
    FROM ${from} WHERE ${where}`;
}
