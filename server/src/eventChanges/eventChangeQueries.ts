/** Changes of events, and how far their orders are. */
import {
  type ChangedOrder,
  type ChangedOrderState,
  type changedOrderQuery,
  changedOrderStates,
  type EventChange,
} from '@holdfast/shared/eventChanges';
import type { z } from 'zod';
import { type Columns, listPage, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { ReservationsOrders } from '../reservations/index.ts';
import type { StoredEventChange } from './StoredEventChange.ts';

/** SQL: how far an order is. A refund that the bank refused counts as failed unless it is on its way again. */
const orderState = `CASE
  WHEN o.outcome = 'waiting' THEN 'left'
  WHEN o.outcome = 'superseded' THEN 'superseded'
  WHEN c.kind <> 'cancel' AND o.choice IS DISTINCT FROM 'refund' THEN CASE WHEN o.choice = 'keep' THEN 'kept'
    WHEN c.choice_until > now() AND r.state = 'paid' AND r.total_amount > 0 THEN 'choosing'
    WHEN c.choice_until IS NOT NULL AND r.state = 'paid' THEN 'kept' ELSE 'told' END
  WHEN r.state = 'refunded' THEN 'refunded'
  WHEN o.outcome = 'refused' THEN 'failed'
  WHEN EXISTS (SELECT 1 FROM payments_refunds f WHERE f.reservation_id = r.id AND refund_is_stuck(f.state))
    AND NOT EXISTS (SELECT 1 FROM payments_refunds f WHERE f.reservation_id = r.id AND refund_is_underway(f.state))
    THEN 'failed'
  ELSE 'sending' END`;
const orderTables = `event_change_orders o JOIN event_changes c ON c.id = o.change_id JOIN reservations_orders r ON r.id = o.reservation_id`;

type Row = Columns<StoredEventChange> & {
  name: string;
  status: EventChange['event']['status'];
  event_starts_at: Date;
  time_zone: string;
  decider: string | null;
  states: Partial<Record<ChangedOrderState, number>> | null;
  refused: number;
  from_venue: string | null;
  to_venue: string | null;
};

const columns = `c.*, e.short_name AS name, e.status, e.starts_at AS event_starts_at, e.time_zone, p.name AS decider, n.states, n.refused, fv.name AS from_venue, tv.name AS to_venue`;
const tables = `event_changes c JOIN catalog_events_named e ON e.id = c.event_id LEFT JOIN accounts_people_named p ON p.id = c.decided_by
  LEFT JOIN catalog_venues_named fv ON fv.id = c.from_venue_id LEFT JOIN catalog_venues_named tv ON tv.id = c.venue_id
  CROSS JOIN LATERAL (SELECT jsonb_object_agg(s.state, s.orders) AS states, coalesce(sum(s.refused), 0)::int AS refused FROM (
    SELECT ${orderState} AS state, count(*)::int AS orders, count(*) FILTER (WHERE o.outcome = 'refused' AND r.state = 'paid')::int AS refused
    FROM event_change_orders o JOIN reservations_orders r ON r.id = o.reservation_id WHERE o.change_id = c.id GROUP BY 1) s) n`;

function present(row: Row): EventChange {
  const states = Object.fromEntries(
    changedOrderStates.map((state) => [state, row.states?.[state] ?? 0]),
  ) as Record<ChangedOrderState, number>;
  return {
    id: row.id,
    event: {
      id: row.event_id,
      name: row.name,
      status: row.status,
      startsAt: row.event_starts_at.toISOString(),
      timeZone: row.time_zone,
    },
    kind: row.kind,
    by: row.decider ?? 'Holdfast',
    at: row.decided_at.toISOString(),
    reason: row.reason,
    from: { status: row.from_status, startsAt: row.from_starts_at.toISOString() },
    startsAt: row.starts_at?.toISOString() ?? null,
    venues:
      row.from_venue === null || row.to_venue === null ? null : { from: row.from_venue, to: row.to_venue },
    choiceUntil: row.choice_until?.toISOString() ?? null,
    listingsPaused: row.listings_paused,
    holdsEnded: row.holds_ended,
    listingsWithdrawn: row.listings_withdrawn,
    listingsMoved: row.listings_moved,
    doneAt: row.done_at?.toISOString() ?? null,
    orders: { total: Object.values(states).reduce((sum, count) => sum + count, 0), ...states },
    alone: row.alone,
    mayRetry: row.kind === 'cancel' && row.status === 'cancelled' && row.refused > 0,
  };
}

/** @throws Problem `not_found` */
export async function showEventChange(trx: Trx, id: string): Promise<EventChange> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} FROM ${tables} WHERE c.id = $1`, [id]);
  if (!row) throw notFound('change');
  return present(row);
}

/** Bound: what one page shows of an event's changes. */
const mostChanges = 20;

/** The newest changes of an event, newest first. */
export async function changesOfEvent(trx: Trx, eventId: string): Promise<EventChange[]> {
  const rows = await queryPrepared<Row>(
    trx,
    `SELECT ${columns} FROM ${tables} WHERE c.event_id = $1 ORDER BY c.decided_at DESC, c.id DESC LIMIT ${mostChanges}`,
    [eventId],
  );
  return rows.map(present);
}

interface OrderRow
  extends Pick<ReservationsOrders, 'id' | 'code' | 'ticket_count' | 'total_amount' | 'currency'> {
  state: ChangedOrderState;
  why: string | null;
  done_at: Date | null;
}

/** The orders of a change by their codes. @throws Problem `not_found` */
export async function listChangedOrders(
  trx: Trx,
  id: string,
  asked: z.output<typeof changedOrderQuery>,
): Promise<{ data: ChangedOrder[]; total: number; next: string | null }> {
  await showEventChange(trx, id);
  const { rows, total, next } = await listPage<OrderRow>(
    trx,
    {
      columns: `r.id, r.code, ${orderState} AS state, r.ticket_count, r.total_amount, r.currency, o.done_at,
        CASE ${orderState} WHEN 'failed' THEN coalesce(o.why, 'The fan’s bank refused the refund: send it again on the order’s page') END AS why`,
      from: `FROM ${orderTables}`,
      where: `o.change_id = $1 AND ($2::text IS NULL OR ${orderState} = $2)`,
      values: [id, asked.state ?? null],
      keys: [
        { by: 'r.code', type: 'text', order: asked.order },
        { by: 'r.id', type: 'text', order: 'asc' },
      ],
    },
    asked,
  );
  return {
    data: rows.map((row) => ({
      id: row.id,
      code: row.code,
      state: row.state,
      why: row.why,
      tickets: row.ticket_count,
      total: { amount: row.total_amount, currency: row.currency },
      at: row.done_at?.toISOString() ?? null,
    })),
    total,
    next,
  };
}

/** When events were changed last; those that never were are left out. */
export async function lastChangesOf(trx: Trx, eventIds: readonly string[]): Promise<Map<string, Date>> {
  const rows = await queryPrepared<{ event_id: string; at: Date }>(
    trx,
    'SELECT event_id, max(decided_at) AS at FROM event_changes WHERE event_id = ANY ($1) GROUP BY event_id',
    [[...eventIds]],
  );
  return new Map(rows.map(({ event_id, at }) => [event_id, at]));
}
