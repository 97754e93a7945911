/** What Stripe's events mean for our actors: those of webhooks, and those that the reconciliation finds. */
import { idOf } from '@holdfast/shared/http';
import { paymentMachine, refundMachine } from '@holdfast/shared/payments/machines';
import type Stripe from 'stripe';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { passOnConnect } from './connectEvents.ts';
import { factsOf } from './inbox/storeEvents.ts';
import { differencesFrom } from './otherPayment.ts';
import { adoptDispute, adoptRefund } from './outside.ts';
import type { StripeUpdate } from './paymentUpdates.ts';
import { findPayment, findPaymentOf } from './queries.ts';
import { recordCard } from './recordCard.ts';
import { messageOf, readPaymentId, type StripeClient, type StripeEvent } from './stripe.ts';
import { refundMessageOf, reportedDispute, reportedRefund } from './stripeRefunds.ts';

/** The types of events that change anything here; others are stored and answered. */
export const followedEvents = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.requires_action',
  'payment_intent.payment_failed',
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'charge.dispute.closed',
  'transfer.reversed',
] as const satisfies ReadonlyArray<StripeEvent['type']>;

/** An event as an update, to be applied any number of times and in any order: a refused message changes nothing. */
export async function updateOf(
  app: AppContext,
  stripe: StripeClient,
  event: StripeEvent,
): Promise<StripeUpdate> {
  return { messages: await messagesFrom(app, stripe, event), webhook: factsOf(event) };
}

async function messagesFrom(
  app: AppContext,
  stripe: StripeClient,
  event: StripeEvent,
): Promise<StripeUpdate['messages']> {
  const sent = { by: 'stripe', cause: `stripe:${event.id}` };
  switch (event.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.requires_action':
    case 'payment_intent.payment_failed':
    case 'payment_intent.succeeded':
    case 'payment_intent.canceled': {
      const { paymentId } = event.data.object.metadata ?? {};
      if (!isOurs('payment', paymentId)) return [];
      await refuseOther(app, paymentId, event.data.object);
      const message = messageOf(event.data.object);
      if (!message) return [];
      const named = await recordCard(app, stripe, paymentId, message);
      return [messageTo(paymentMachine, paymentId, named, sent)];
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const refund = event.data.object;
      const refundId = refund.metadata?.refundId;
      if (isOurs('refund', refundId))
        return [messageTo(refundMachine, refundId, refundMessageOf(refund), sent)];
      const paymentId = await paymentOf(app, stripe, refund.payment_intent);
      if (!paymentId) return [];
      return (trx) => adoptRefund(trx, app.engine, reportedRefund(paymentId, refund), sent);
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'charge.dispute.closed': {
      const dispute = event.data.object;
      const paymentId = await paymentOf(app, stripe, dispute.payment_intent);
      if (!paymentId) return [];
      const reported = reportedDispute(paymentId, dispute);
      return reported ? (trx) => adoptDispute(trx, app.engine, reported, sent) : [];
    }
    default:
      return (await passOnConnect(stripe, event)) ?? [];
  }
}

/** Metadata of somebody else's may have our names with ids of theirs. */
const isOurs = (kind: 'payment' | 'refund', id: string | undefined): id is string =>
  idOf(kind).safeParse(id).success;

/**
 * An intent that names a payment of ours and isn't it: of another sum, or a second one. It moves nothing and stays in the inbox,
 * where a person finds it. @throws Error with what differs
 */
async function refuseOther(
  { db }: AppContext,
  paymentId: string,
  intent: Stripe.PaymentIntent,
): Promise<void> {
  const stored = await findPayment(db, paymentId);
  const differs = stored ? differencesFrom(stored, intent) : [];
  if (differs.length > 0)
    throw new Error(
      `${intent.id} names ${paymentId}, but isn’t that payment: ${differs.map(([, words]) => words).join('; ')}. Look at it in Stripe’s dashboard: what was taken by it is to be refunded there.`,
    );
}

/** Whose payment intent it is. A webhook may come before the answer that gives us the intent's id: Stripe knows then. */
async function paymentOf(
  { db }: AppContext,
  stripe: StripeClient,
  intent: string | { id: string } | null,
): Promise<string | null> {
  const intentId = typeof intent === 'string' ? intent : intent?.id;
  if (!intentId) return null;
  const stored = await findPaymentOf(db, intentId);
  return stored ? stored.id : readPaymentId(stripe, intentId);
}
