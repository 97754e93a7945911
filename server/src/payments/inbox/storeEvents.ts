/** Writes what became of Stripe's events: in the transaction of their effect, or alone where processing failed. */
import type { StripeEventOutcome } from '@holdfast/shared/payments';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction, queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { jobs } from '../../platform/jobs/index.ts';
import type { StripeEvent } from '../stripe.ts';

/** What is kept of an event whatever becomes of it. */
export interface EventFacts {
  id: string;
  type: string;
  objectId: string | null;
  /** Seconds since 1970, as Stripe writes them. */
  created: number;
}

export function factsOf(event: StripeEvent): EventFacts {
  const { id } = event.data.object as { id?: string };
  return { id: event.id, type: event.type, objectId: id ?? null, created: event.created };
}

/** Stores events that were processed. The first outcome stays, unless it was one that waits, or this time it moved something. */
export async function storeEvents(
  trx: Trx,
  events: ReadonlyArray<EventFacts & { outcome: StripeEventOutcome }>,
): Promise<void> {
  if (events.length === 0) return;
  const { from, value } = records(events, {
    id: 'text',
    type: 'text',
    objectId: 'text',
    created: 'bigint',
    outcome: 'text',
  });
  await queryPrepared(
    trx,
    `INSERT INTO stripe_events AS kept (id, type, object_id, happened_at, outcome)
     SELECT n.id, n.type, n.object_id, to_timestamp(n.created), n.outcome FROM ${from}
     ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, happened_at = excluded.happened_at,
       attempts = kept.attempts + 1, error = NULL, payload = NULL
     WHERE kept.outcome IN ('early', 'failed') OR excluded.outcome = 'applied' AND kept.outcome <> 'applied'`,
    [value],
  );
}

/** The job that processes an event of the inbox again. */
export const takeInTask = 'payments.takeIn';
/** Seconds until the first attempt after a failure; the job queue's pauses grow from there, to about a day in all. */
const firstPauseS = 5;

/**
 * Keeps an event that couldn't be processed, with its content, and lets a job try it again: Stripe has its answer, and
 * needn't send it for days.
 * @throws what the database says when it can't keep it: then Stripe sends it again
 */
export async function keepFailed(
  app: Pick<AppContext, 'db'>,
  event: StripeEvent,
  error: Error,
): Promise<void> {
  const { id, type, objectId, created } = factsOf(event);
  await inTransaction(app.db, async (trx) => {
    await queryPrepared(
      trx,
      `INSERT INTO stripe_events AS kept (id, type, object_id, happened_at, outcome, error, payload)
       VALUES ($1, $2, $3, to_timestamp($4::bigint), 'failed', $5, $6::jsonb)
       ON CONFLICT (id) DO UPDATE SET outcome = 'failed', error = excluded.error, payload = excluded.payload,
         attempts = kept.attempts + 1
       WHERE kept.outcome IN ('early', 'failed')`,
      [id, type, objectId, created, error.message, JSON.stringify(event)],
    );
    await jobs.add(trx, [takeInJob(id, firstPauseS)]);
  });
}

/** @param inS seconds */
export function takeInJob(id: string, inS = 0) {
  const runAt = new Date(Date.now() + inS * 1000).toISOString();
  return { task: takeInTask, payload: { id }, key: `${takeInTask}/${id}`, runAt };
}
