/**
 * Stripe's webhooks: verified, recorded together with their effect in one transaction, then answered. One that can't be
 * processed is recorded alone, and tried again by us.
 */
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { takeIn } from './inbox/takeIn.ts';
import type { PaymentUpdates } from './paymentUpdates.ts';
import { readWebhook, type StripeClient } from './stripe.ts';

/**
 * Processes one webhook, any number of times and in any order: a refused message changes nothing.
 * @throws Problem `webhook_signature_invalid`
 */
export async function receiveWebhook(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
  { rawBody, signature, secrets }: { rawBody: string; signature: string; secrets: readonly string[] },
): Promise<void> {
  const event = readWebhook(stripe, rawBody, signature, secrets);
  await takeIn(app, stripe, paymentUpdates, event);
  crashPoint('webhook: committed, not answered');
}
