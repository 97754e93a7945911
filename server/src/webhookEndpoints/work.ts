/** What the worker does for webhooks: it makes and sends them all the time, and removes what is older than the log. */
import { webhookLogDays } from '@holdfast/shared/webhookEndpoints';
import type { AppContext } from '../platform/appContext.ts';
import type { Database } from '../platform/db/index.ts';
import { type Repeating, repeating } from '../platform/repeating.ts';
import { makeWebhooks } from './makeWebhooks.ts';
import { createSender } from './sendWebhooks.ts';

/** How often it looks what changed, milliseconds. */
const everyMs = 1_000;

/** Makes and sends webhooks until it is stopped; then what is under way is broken off, and sent again by another worker. */
export function startWebhooks(app: AppContext): Repeating {
  const sender = createSender(app);
  const looks = repeating(
    everyMs,
    async () => {
      await makeWebhooks(app);
      await sender.begin();
    },
    (error) => app.log.warn({ err: error }, 'webhooks could not be made or sent; the next look tries again'),
  );
  return {
    async stop() {
      await Promise.all([looks.stop(), sender.stop()]);
    },
  };
}

/** Removes what is over and older than the log; `sweepExpired` runs it. What was sent stays in the log of the machines. */
export async function removeOldWebhooks(db: Database): Promise<void> {
  await db.raw(
    `DELETE FROM webhooks WHERE created_at < now() - make_interval(days => ?) AND NOT webhook_is_open(state)`,
    [webhookLogDays],
  );
}
