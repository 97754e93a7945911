/** The paid orders of a changed event, each with its turn. Every function here runs under the event's lock. */
import type { EventChangeKind } from '@holdfast/shared/eventChanges';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';

/**
 * Adds the event's paid orders that the change doesn't have yet. Orders whose refund was asked before aren't told that it is
 * on again.
 * @param madeBefore only those that were begun by then; null: all
 * @returns how many
 */
export async function collectOrders(
  trx: Trx,
  { id, eventId, kind }: { id: string; eventId: string; kind: EventChangeKind },
  madeBefore: Date | null = null,
): Promise<number> {
  const rows = await queryPrepared(
    trx,
    `INSERT INTO event_change_orders (change_id, reservation_id)
     SELECT $1, r.id FROM reservations_orders r WHERE r.event_id = $2 AND r.state = 'paid' AND ($4::timestamptz IS NULL OR r.created_at <= $4) AND ($3 = 'cancel' OR NOT EXISTS (
       SELECT 1 FROM event_change_orders o JOIN event_changes c ON c.id = o.change_id
       WHERE o.reservation_id = r.id AND c.kind = 'cancel' AND o.outcome = 'done'))
     ON CONFLICT DO NOTHING RETURNING 1`,
    [id, eventId, kind, madeBefore],
  );
  return rows.length;
}

/** Ends the earlier changes of an event: orders that still wait there have their turn with the next one. */
export async function overtakeEarlier(trx: Trx, eventId: string): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE event_change_orders o SET outcome = 'superseded', done_at = now()
     FROM event_changes c WHERE c.id = o.change_id AND c.event_id = $1 AND o.outcome = 'waiting'`,
    [eventId],
  );
  await queryPrepared(
    trx,
    'UPDATE event_changes SET done_at = now() WHERE event_id = $1 AND done_at IS NULL',
    [eventId],
  );
}

/** Queues the turns of a change's orders. @param afterMs milliseconds from now */
export async function queueWork(trx: Trx, changeId: string, afterMs = 0): Promise<void> {
  const [clock] = await queryPrepared<{ at: Date }>(
    trx,
    `SELECT now() + make_interval(secs => $1::float8 / 1000) AS at`,
    [afterMs],
  );
  await jobs.add(trx, [
    {
      task: 'eventChanges.work',
      payload: { changeId },
      key: `eventChange ${changeId}`,
      ...(clock && afterMs > 0 ? { runAt: clock.at.toISOString() } : {}),
    },
  ]);
}
