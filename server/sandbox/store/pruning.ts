import type { SandboxClock } from '../clock.ts';
import type { Store } from './store.ts';

const day = 86_400;

/**
 * Deletes expired records: responses to idempotency keys after a day, delivered events and card tokens after
 * thirty days.
 */
export async function prune(store: Store, clock: SandboxClock): Promise<void> {
  const now = clock.nowSeconds();
  await store.query("DELETE FROM $schema.records WHERE kind = 'answer' AND created < $1", [now - day]);
  await store.query(
    `WITH gone AS (
       DELETE FROM $schema.records
        WHERE created < $1
          AND (kind = 'token' OR (kind = 'event' AND id IN (SELECT event_id FROM $schema.settled_webhooks)))
       RETURNING id)
     DELETE FROM $schema.settled_webhooks WHERE event_id IN (SELECT id FROM gone)`,
    [now - 30 * day],
  );
}
