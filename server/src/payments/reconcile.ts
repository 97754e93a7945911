/**
 * Standing reconciliation: asks Stripe what happened, and takes in what no webhook told of, within minutes: a webhook that got
 * lost, a refund made in Stripe's dashboard, a dispute. Events go the way of webhooks, so what is known changes nothing. And it
 * books Stripe's fees.
 * Source: https://docs.stripe.com/api/events/list; Stripe keeps events for 30 days.
 */
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { bookFees } from './bookFees.ts';
import { removeOldEventsCrontab } from './inbox/removeOldEvents.ts';
import { takeIn } from './inbox/takeIn.ts';
import type { PaymentUpdates } from './paymentUpdates.ts';
import type { StripeClient, StripeEvent } from './stripe.ts';
import { followedEvents } from './stripeEvents.ts';

/** Seconds before the newest event of the run before: its webhook may have been on its way. */
const overlapS = 600;
/** Seconds of the past that the first run looks at. */
const firstRunS = 24 * 60 * 60;
/** How many events one run looks at; what is left, the next run does. */
const mostEvents = 10_000;

/** The cron lines of payments, in UTC. */
export const paymentCrontab = [
  { task: 'payments.reconcile', match: '*/2 * * * *', options: { maxAttempts: 1 } },
  removeOldEventsCrontab,
];

/**
 * @returns how many events were unknown and taken in
 * @throws what Stripe or the database says; the next run begins where this one did
 */
export async function reconcile(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
): Promise<number> {
  const [before] = await inTransaction(app.db, (trx) =>
    queryPrepared<{ event: number | null; fee: number | null }>(
      trx,
      'SELECT max(newest_event_at) AS event, max(newest_fee_at) AS fee FROM stripe_reconciliations',
    ),
  );
  const events = await eventsSince(stripe, before?.event ?? null);
  const unknown = await unknownOf(app, events);
  for (const event of unknown) await takeIn(app, stripe, paymentUpdates, event);
  const newestEvent = events.at(-1)?.created ?? before?.event ?? null;
  const newestFee = await bookFees(app, stripe, before?.fee ?? null);
  await inTransaction(app.db, (trx) =>
    queryPrepared(
      trx,
      'INSERT INTO stripe_reconciliations (events, taken_in, newest_event_at, newest_fee_at) VALUES ($1, $2, $3, $4)',
      [events.length, unknown.length, newestEvent, newestFee],
    ),
  );
  if (unknown.length > 0)
    app.log.warn({ events: unknown.length }, 'events of Stripe came by no webhook, and were taken in');
  return unknown.length;
}

/** Oldest first. @param newest of the run before, seconds since 1970 */
async function eventsSince(stripe: StripeClient, newest: number | null): Promise<StripeEvent[]> {
  const found: StripeEvent[] = [];
  let since = newest === null ? null : newest - overlapS;
  const types = [...followedEvents];
  const created = since === null ? {} : { created: { gte: since } };
  for await (const event of stripe.events.list({ limit: 100, types, ...created })) {
    since ??= event.created - firstRunS;
    if (event.created < since) break;
    found.push(event);
  }
  return found.reverse().slice(0, mostEvents);
}

async function unknownOf({ db }: AppContext, events: StripeEvent[]): Promise<StripeEvent[]> {
  const rows = await inTransaction(db, (trx) =>
    queryPrepared<{ id: string }>(
      trx,
      `SELECT id FROM stripe_events WHERE id = ANY($1::text[]) AND outcome <> 'early'`,
      [events.map(({ id }) => id)],
    ),
  );
  const known = new Set(rows.map(({ id }) => id));
  return events.filter(({ id }) => !known.has(id));
}
