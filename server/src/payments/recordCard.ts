/** Adds the card to a capture: a webhook names none and may arrive before the answer that does, so Stripe is asked. */

import { paymentMachine } from '@holdfast/shared/payments/machines';
import type { MessageOf } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { StoredPayment } from './StoredPayment.ts';
import { readCard, type StripeClient } from './stripe.ts';

type PaymentMessage = MessageOf<typeof paymentMachine>;

/**
 * The same message, with the payment's card where nobody knew it. Only for the capture: up to there the answer to the
 * authorisation still comes.
 * @returns the message as it came where Stripe doesn't answer in time: money isn't kept waiting for the name of a card
 */
export async function recordCard(
  { db, engine, log }: AppContext,
  stripe: StripeClient,
  paymentId: string,
  message: PaymentMessage,
): Promise<PaymentMessage> {
  if (message.type !== 'captured' || message.card) return message;
  const stored = await StoredPayment.query(db).findById(paymentId);
  if (!stored) return message;
  const { snapshot, machineVersion: machine_version } = stored;
  if (engine.contextOf(paymentMachine, { snapshot, machine_version }).card !== null) return message;
  try {
    const card = await readCard(stripe, message.stripeId);
    return card === null ? message : { ...message, card };
  } catch (error) {
    log.warn({ err: error, paymentId }, 'Stripe did not name the card');
    return message;
  }
}
