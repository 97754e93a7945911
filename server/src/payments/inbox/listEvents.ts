/** The inbox as support and finance read it. */
import type {
  StripeEventRow,
  StripeEventShown,
  stripeEventGroups,
  stripeEventQuery,
} from '@holdfast/shared/payments';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import { type Columns, listPage, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { notFound } from '../../platform/problem.ts';
import { keptFrom } from './removeOldEvents.ts';
import type { StoredEvent } from './StoredEvent.ts';
import { takeInJob } from './storeEvents.ts';

type Row = Columns<StoredEvent> & { reservation_id: string | null; code: string | null };

/** The order that an event is about: by the payment intent, or by the refund or dispute. */
const from = `FROM stripe_events v
  LEFT JOIN LATERAL (
    SELECT reservation_id FROM payments WHERE stripe_id = v.object_id
    UNION ALL SELECT reservation_id FROM payments_refunds WHERE stripe_id = v.object_id
    UNION ALL SELECT reservation_id FROM payments_disputes WHERE stripe_id = v.object_id LIMIT 1
  ) about ON v.object_id IS NOT NULL
  LEFT JOIN reservations_orders o ON o.id = about.reservation_id`;
const columns = 'v.*, about.reservation_id, o.code';

/** The outcomes of each group. */
const outcomes: Record<(typeof stripeEventGroups)[number], readonly string[]> = {
  waiting: ['failed', 'early'],
  changed: ['applied'],
  unchanged: ['refused', 'repeated', 'stale', 'unknown'],
  notOurs: ['notOurs'],
};

const present = (row: Row): StripeEventRow => ({
  id: row.id,
  type: row.type,
  objectId: row.object_id,
  receivedAt: row.received_at.toISOString(),
  happenedAt: row.happened_at?.toISOString() ?? null,
  outcome: row.outcome,
  attempts: row.attempts,
  error: row.error,
  order: row.reservation_id === null ? null : { id: row.reservation_id, code: row.code ?? '' },
});

/** One page of it, newest first. */
export async function listStripeEvents(trx: Trx, asked: z.output<typeof stripeEventQuery>) {
  const { rows, total, next } = await listPage<Row>(
    trx,
    {
      columns,
      from,
      countedFrom: 'FROM stripe_events v',
      where: `($1::text IS NULL OR v.id = $1 OR v.object_id = $1 OR v.type = $1
          OR v.object_id IN (
            SELECT p.stripe_id FROM reservations_orders o JOIN payments p ON p.reservation_id = o.id WHERE o.code = upper($1)
            UNION ALL SELECT f.stripe_id FROM reservations_orders o JOIN payments_refunds f ON f.reservation_id = o.id WHERE o.code = upper($1)
            UNION ALL SELECT d.stripe_id FROM reservations_orders o JOIN payments_disputes d ON d.reservation_id = o.id WHERE o.code = upper($1)))
        AND ($2::text[] IS NULL OR v.outcome = ANY($2))`,
      values: [asked.q ?? null, asked.group ? outcomes[asked.group] : null],
      keys: [
        { by: 'v.received_at', type: 'timestamptz', order: asked.order },
        { by: 'v.id', type: 'text', order: 'asc' },
      ],
    },
    asked,
  );
  return { data: rows.map(present), total, next, keptFrom: await keptFrom(trx) };
}

/** @throws Problem `not_found` */
export async function showStripeEvent(trx: Trx, id: string): Promise<StripeEventShown> {
  const [row] = await queryPrepared<Row>(trx, `SELECT ${columns} ${from} WHERE v.id = $1`, [id]);
  if (!row) throw notFound('event of Stripe');
  const effects = await queryPrepared<{
    actor_id: string;
    actor_type: 'payment' | 'refund' | 'dispute';
    message: string;
    from_state: string | null;
    to_state: string;
    at: Date;
  }>(
    trx,
    `SELECT actor_id, actor_type, message, from_state, to_state, at FROM platform_transition_log
     WHERE cause = $2 AND actor_id IN (
       SELECT id FROM payments WHERE reservation_id = $1 UNION ALL SELECT id FROM payments_refunds WHERE reservation_id = $1
       UNION ALL SELECT id FROM payments_disputes WHERE reservation_id = $1) ORDER BY at, actor_id`,
    [row.reservation_id, `stripe:${id}`],
  );
  return {
    ...present(row),
    payload: row.payload === null ? null : JSON.stringify(row.payload, null, 2),
    effects: effects.map(({ actor_id, actor_type, message, from_state, to_state, at }) => ({
      actorId: actor_id,
      actor: actor_type,
      message,
      from: from_state,
      to: to_state,
      at: at.toISOString(),
    })),
  };
}

/** Lets a job process an event once more; what it did already isn't done twice. @throws Problem `not_found` */
export async function replayEvent(
  trx: Trx,
  id: string,
  reason: string,
  principal: Principal,
): Promise<StripeEventShown> {
  const shown = await showStripeEvent(trx, id);
  await jobs.add(trx, [takeInJob(id)]);
  await audit(trx, principal, [
    { what: 'stripeEvent.replay', subject: id, reason, before: { outcome: shown.outcome } },
  ]);
  return shown;
}
