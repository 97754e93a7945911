/** Whether a payment intent of Stripe is a payment of ours: its metadata alone doesn't say so. */
import { formatMoney } from '@holdfast/shared/money';
import type Stripe from 'stripe';
import type { PaymentAtStripe } from './queries.ts';

/** @returns what differs, each with its words; empty: it is this payment */
export function differencesFrom(
  stored: PaymentAtStripe,
  intent: Stripe.PaymentIntent,
): Array<[what: 'payment' | 'order' | 'amount' | 'id', words: string]> {
  const ours = { amount: stored.amount, currency: stored.currency.toUpperCase() };
  const theirs = { amount: intent.amount, currency: String(intent.currency).toUpperCase() };
  const { paymentId, reservationId } = intent.metadata;
  const differs: ReturnType<typeof differencesFrom> = [];
  if (paymentId !== stored.id)
    differs.push([
      'payment',
      paymentId ? `it was made for ${paymentId}` : 'it wasn’t made by this marketplace',
    ]);
  if (reservationId !== stored.reservation_id && paymentId)
    differs.push(['order', reservationId ? `it is of the order ${reservationId}` : 'it names no order']);
  if (ours.amount !== theirs.amount || ours.currency !== theirs.currency)
    differs.push(['amount', `it is of ${wordsOf(theirs)}, and this payment of ${formatMoney(ours)}`]);
  if (stored.stripe_id !== null && stored.stripe_id !== intent.id)
    differs.push(['id', `this payment is ${stored.stripe_id} at Stripe`]);
  return differs;
}

/** What Stripe says may be anything. */
function wordsOf({ amount, currency }: { amount: number; currency: string }): string {
  try {
    return formatMoney({ amount, currency });
  } catch {
    return `${amount} ${currency}`;
  }
}
