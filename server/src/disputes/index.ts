import type { createPaymentUpdates, StripeClient } from '../payments/index.ts';
import { removeOldPurchaseFacts } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { workDisputes } from './workDisputes.ts';

export { disputeRoutes } from './routes.ts';
export { workDisputes } from './workDisputes.ts';

/** @returns handlers by the names of their jobs */
export function disputeJobs(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: ReturnType<typeof createPaymentUpdates>,
): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'disputes.work': () => workDisputes(app, stripe, paymentUpdates),
    'disputes.forget': async () => {
      await inTransaction(app.db, removeOldPurchaseFacts);
    },
  };
}

/** In UTC. Each minute the packs; each night the purchases of which no bank asks any more. */
export const disputeCrontab = [
  {
    task: 'disputes.work',
    match: '* * * * *',
    options: { maxAttempts: 1, queueName: 'disputes.work', jobKey: 'disputes.work' },
  },
  { task: 'disputes.forget', match: '20 9 * * *', options: { maxAttempts: 3 } },
];
