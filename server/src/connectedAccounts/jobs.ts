/** What Stripe tells of accounts, asked about as they stand; and accounts of which it told nothing for long. */
import { z } from 'zod';
import type { StripeClient } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { ConnectedAccount } from './ConnectedAccount.ts';
import { askAbout, notePaidOn } from './follow.ts';

const about = z.object({ stripeId: z.string() });
const paidOn = about.extend({
  eventId: z.string(),
  problem: z.object({ amount: z.int(), currency: z.string(), why: z.string().nullable() }).nullable(),
});

/** Accounts of which one run asks. */
const atOnce = 200;

/** @returns handlers by the names of their jobs */
export function connectedAccountJobs(
  app: AppContext,
  stripe: StripeClient,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    async 'connectedAccounts.ask'(payload) {
      const { stripeId } = about.parse(payload);
      const row = await ConnectedAccount.query(app.db).findOne({ stripe_id: stripeId });
      // Of somebody whom another application of this platform connected.
      if (row) await askAbout(app, stripe, { id: row.id, stripeId });
    },
    async 'connectedAccounts.payout'(payload) {
      const told = paidOn.parse(payload);
      await inTransaction(app.db, (trx) => notePaidOn(trx, told));
    },
    async 'connectedAccounts.askAll'() {
      for (const account of await longestNotAsked(app)) await askAbout(app, stripe, account);
    },
  };
}

/** Accounts in use of which Stripe said nothing for an hour: a webhook may have got lost, or there is no endpoint for them. */
const longestNotAsked = ({ db }: Pick<AppContext, 'db'>) =>
  inTransaction(db, (trx) =>
    queryPrepared<{ id: string; stripeId: string }>(
      trx,
      `SELECT id, stripe_id AS "stripeId" FROM connected_accounts
       WHERE ended_at IS NULL AND stripe_id IS NOT NULL AND state NOT IN ('rejected', 'deauthorized')
         AND (asked_at IS NULL OR asked_at < now() - interval '1 hour')
       ORDER BY asked_at NULLS FIRST, id LIMIT ${atOnce}`,
    ),
  );

/** In UTC. */
export const connectedAccountCrontab = [
  { task: 'connectedAccounts.askAll', match: '*/10 * * * *', options: { maxAttempts: 1 } },
];
