/**
 * Removes what Stripe told longer ago than the settings keep it. What it did stays: the logs of payments, refunds and disputes hold
 * every message with its time, so replays, `verify` and questions about a moment don't read events. What waits is never removed.
 */
import { readMarketplace } from '../../marketplace/index.ts';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../../platform/db/index.ts';

/** The job that does it each night. */
export const removeOldEventsTask = 'payments.removeOldEvents';
/** Its cron line, in UTC. */
export const removeOldEventsCrontab = {
  task: removeOldEventsTask,
  match: '40 4 * * *',
  options: { maxAttempts: 3 },
};

/** Rows of one transaction: webhooks write beside it. */
const atOnce = 5_000;

/** From when on events are kept: ISO instant. */
export async function keptFrom(trx: Trx): Promise<string> {
  const { stripeEventDays } = await readMarketplace(trx);
  const [clock] = await queryPrepared<{ from: Date }>(
    trx,
    'SELECT now() - make_interval(days => $1) AS from',
    [stripeEventDays],
  );
  return (clock as { from: Date }).from.toISOString();
}

/** @returns how many rows were removed */
export async function removeOldEvents({ db }: Pick<AppContext, 'db'>): Promise<number> {
  let removed = 0;
  for (const text of [
    `DELETE FROM stripe_events WHERE id IN (SELECT id FROM stripe_events
       WHERE received_at < $1 AND outcome NOT IN ('failed', 'early') ORDER BY received_at LIMIT ${atOnce}) RETURNING 1`,
    // The newest says where the next run of the reconciliation begins, however old it is.
    `DELETE FROM stripe_reconciliations WHERE id IN (SELECT id FROM stripe_reconciliations
       WHERE at < $1 AND id < (SELECT max(id) FROM stripe_reconciliations) ORDER BY id LIMIT ${atOnce}) RETURNING 1`,
  ])
    for (let last = atOnce; last === atOnce; removed += last)
      last = await inTransaction(db, async (trx) => {
        const rows = await queryPrepared(trx, text, [await keptFrom(trx)]);
        return rows.length;
      });
  return removed;
}
