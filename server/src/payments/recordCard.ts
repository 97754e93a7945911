/** Adds the card to a capture: a webhook names none and may arrive before the answer that does, so Stripe is asked. */

import { paymentMachine } from '@holdfast/shared/payments/machines';
import { areCardsBlocked } from '../blocks/index.ts';
import type { MessageOf } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { findPayment } from './queries.ts';
import { readCard, type StripeClient } from './stripe.ts';

type PaymentMessage = MessageOf<typeof paymentMachine>;

/**
 * The same message, with the payment's card where nobody knew it. For the capture, since up to there the answer to the
 * authorisation still comes; and for an authorisation while cards have a limit or any card is blocked: it must not be captured before the card is known.
 * @returns the message as it came where Stripe doesn't answer in time: money isn't kept waiting for the name of a card
 * @throws what Stripe says, where an authorisation must wait for it; its message comes again
 */
export async function recordCard(
  { db, engine, log, config }: AppContext,
  stripe: StripeClient,
  paymentId: string,
  message: PaymentMessage,
): Promise<PaymentMessage> {
  if (message.type !== 'captured' && message.type !== 'authorized') return message;
  const mustKnow =
    message.type === 'authorized' &&
    (config.holdLimits.perCard > 0 || (await inTransaction(db, areCardsBlocked)));
  if (message.type === 'authorized' && !mustKnow) return message;
  if (mustKnow ? message.card?.fingerprint : message.card) return message;
  const stored = await findPayment(db, paymentId);
  if (!stored) return message;
  const known = engine.contextOf(paymentMachine, stored).card;
  if (mustKnow ? known?.fingerprint : known !== null) return message;
  try {
    const card = await readCard(stripe, message.stripeId);
    return card === null ? message : { ...message, card };
  } catch (error) {
    if (mustKnow) throw error;
    log.warn({ err: error, paymentId }, 'Stripe did not name the card');
    return message;
  }
}
