/** Stripe's webhooks: verified, recorded together with their effect in one transaction, then answered. */
import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import { type Addressed, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import type { PaymentUpdates, StripeUpdate } from './paymentUpdates.ts';
import { recordCard } from './recordCard.ts';
import { StoredPayment } from './StoredPayment.ts';
import {
  messageOf,
  readPaymentId,
  readWebhook,
  refundMessageOf,
  type StripeClient,
  type StripeEvent,
} from './stripe.ts';

/**
 * Processes one webhook, any number of times and in any order: a refused message changes nothing.
 * @throws Problem `webhook_signature_invalid`
 */
export async function receiveWebhook(
  app: AppContext,
  stripe: StripeClient,
  paymentUpdates: PaymentUpdates,
  { rawBody, signature, secret }: { rawBody: string; signature: string; secret: string },
): Promise<void> {
  const event = readWebhook(stripe, rawBody, signature, secret);
  const object = event.data.object as { id?: string };
  const word: StripeUpdate = {
    addressed: await messageFrom(app, stripe, event),
    webhook: { id: event.id, type: event.type, objectId: object.id ?? null },
  };
  await paymentUpdates.submit(word);
  crashPoint('webhook: committed, not answered');
}

async function messageFrom(
  app: AppContext,
  stripe: StripeClient,
  event: StripeEvent,
): Promise<Addressed | null> {
  const sent = { by: 'stripe', cause: `stripe:${event.id}` };
  switch (event.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.requires_action':
    case 'payment_intent.payment_failed':
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled': {
      const { paymentId } = event.data.object.metadata;
      const message = messageOf(event.data.object);
      if (!paymentId || !message) return null;
      const named = await recordCard(app, stripe, paymentId, message);
      return messageTo(paymentMachine, paymentId, named, sent);
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const refundId = event.data.object.metadata?.refundId;
      return refundId ? messageTo(refundMachine, refundId, refundMessageOf(event.data.object), sent) : null;
    }
    case 'charge.dispute.created':
    case 'charge.dispute.closed': {
      const { id: disputeId, amount, status, payment_intent: intent } = event.data.object;
      const intentId = typeof intent === 'string' ? intent : intent?.id;
      const paymentId = intentId && (await paymentOf(app, stripe, intentId));
      if (!paymentId) return null;
      const opened = event.type === 'charge.dispute.created';
      return messageTo(
        paymentMachine,
        paymentId,
        opened
          ? { type: 'disputeOpened', disputeId, amount }
          : { type: 'disputeClosed', disputeId, amount, won: status === 'won' },
        sent,
      );
    }
    default:
      return null;
  }
}

/** Whose payment intent it is. A webhook may come before the answer that gives us the intent's id: Stripe knows then. */
async function paymentOf({ db }: AppContext, stripe: StripeClient, intentId: string): Promise<string | null> {
  const stored = await StoredPayment.query(db).findOne({ stripe_id: intentId });
  return stored ? stored.id : readPaymentId(stripe, intentId);
}
