/**
 * Removes the texts of emails that are older than the settings keep them: they are most of the outbox, and nobody reads them any more.
 * That an email was sent, about what, to whom and when, stays, so that nothing is sent twice. What waits for somebody, and what
 * was written about an order that a bank still decides about, keeps its text.
 */
import { readMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';

const task = 'notifications.removeOldTexts';
/** Rows of one transaction: emails are written beside it. */
const atOnce = 1_000;

/** In UTC, at night. */
export const notificationCrontab = [{ task, match: '50 4 * * *', options: { maxAttempts: 3 } }];

/** @returns the handler by the name of its job */
export const textJobs = (app: Pick<AppContext, 'db'>): Record<string, () => Promise<void>> => ({
  [task]: async () => {
    await removeOldTexts(app);
  },
});

/** @returns how many emails lost their text */
export async function removeOldTexts({ db }: Pick<AppContext, 'db'>): Promise<number> {
  let removed = 0;
  for (let last = atOnce; last === atOnce; removed += last)
    last = await inTransaction(db, async (trx) => {
      const { emailTextDays } = await readMarketplace(trx);
      const rows = await queryPrepared(
        trx,
        `UPDATE emails SET text_body = '', html_body = '' WHERE id IN (
           SELECT e.id FROM emails e WHERE e.text_body <> '' AND e.created_at < now() - make_interval(days => $1)
             AND (e.state IN ('sent', 'kept') OR e.state = 'failed' AND e.settled_at IS NOT NULL)
             AND NOT EXISTS (SELECT FROM payments_disputes d WHERE d.reservation_id = e.reservation_id AND dispute_is_undecided(d.state))
           ORDER BY e.created_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED) RETURNING 1 AS removed`,
        [emailTextDays],
      );
      return rows.length;
    });
  return removed;
}
