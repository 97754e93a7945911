import type { createPaymentUpdates, StripeClient } from '../payments/index.ts';
import { removeOldPurchaseFacts } from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { eraseDecided } from './eraseEvidence.ts';
import { workDisputes } from './workDisputes.ts';

export { eraseEvidence } from './eraseEvidence.ts';
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
      await inTransaction(app.db, eraseDecided);
    },
  };
}

/** In UTC. Each minute the packs; each night what no bank asks for any more is removed. */
export const disputeCrontab = [
  { task: 'disputes.work', match: '* * * * *', options: { maxAttempts: 1 } },
  { task: 'disputes.forget', match: '20 9 * * *', options: { maxAttempts: 3 } },
];
