import { chargeFee, moveBalance } from './balance.ts';
import { behaviorOf, genericDecline } from './cards.ts';
import { savePayment } from './events.ts';
import type { Work } from './gateway.ts';
import { ApiError } from './http/errors.ts';
import { openDispute } from './operations/disputes.ts';
import { presentFailure, presentPaymentIntent } from './present.ts';
import { type Charge, newCharge, type Payment, type PaymentCard } from './records.ts';

/**
 * An authorization expires when it isn't captured in time, ms. Source:
 * docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
export const authorizationMs = 7 * 86_400_000;

/**
 * Attempts a payment with its card: asks for 3-D Secure first when the card needs it, then asks the bank.
 * Changes the payment and emits the events; a decline is in `payment.failure` afterwards.
 */
export function attemptPayment(work: Work, payment: Payment, card: PaymentCard): void {
  Object.assign(payment, { card, failure: null, dueAt: null } satisfies Partial<Payment>);
  if (!behaviorOf(card.behavior).authenticates) {
    askBank(work, payment, card, false);
    return;
  }
  payment.status = 'requires_action';
  payment.bankUrl = `${work.publicUrl}/sandbox/3ds/${payment.id}?client_secret=${payment.clientSecret}`;
  savePayment(work, payment, 'requires_action');
}

function askBank(work: Work, payment: Payment, card: PaymentCard, authenticated: boolean): void {
  const { clock, faults } = work;
  const attempt = payment.charges.length + 1;
  const decline = behaviorOf(card.behavior).decline ?? null;
  const charge = {
    ...newCharge(payment.id, attempt, card, clock.nowSeconds()),
    authenticated,
    decline,
  };
  payment.charges.push(charge);
  if (decline !== null) {
    failAttempt(work, payment, { type: 'card_error', ...decline, charge: charge.id, card });
    return;
  }
  const slowly = faults.settleSlowly();
  if (slowly === null) {
    approve(work, payment, charge);
    return;
  }
  payment.status = 'processing';
  payment.settlesAs = slowly.outcome;
  payment.dueAt = clock.nowMs() + slowly.ms;
  savePayment(work, payment, 'processing');
}

function failAttempt(work: Work, payment: Payment, failure: Payment['failure']): void {
  const failed = { status: 'requires_payment_method', card: null, dueAt: null, failure } as const;
  Object.assign(payment, failed satisfies Partial<Payment>);
  savePayment(work, payment, 'payment_failed');
}

function approve(work: Work, payment: Payment, charge: Charge): void {
  charge.paid = true;
  if (payment.captureMethod === 'automatic') {
    captureCharge(work, payment, charge, payment.amount);
    return;
  }
  payment.status = 'requires_capture';
  payment.dueAt = work.clock.nowMs() + authorizationMs;
  savePayment(work, payment, 'amount_capturable_updated');
}

/** Captures `amount` (minor units, at most the authorized amount) of an approved charge; the rest is released. */
export function captureCharge(work: Work, payment: Payment, charge: Charge, amount: number): void {
  charge.captured = true;
  charge.amountCaptured = amount;
  payment.status = 'succeeded';
  payment.dueAt = null;
  moveBalance(work, payment, 'charge', charge.id, amount, chargeFee(amount));
  savePayment(work, payment, 'succeeded');
  const reason = behaviorOf(charge.card.behavior).disputeReason;
  if (reason !== undefined) openDispute(work, payment, charge, { reason });
}

/** Applies the cardholder's decision on the 3-D Secure page. */
export function finishAuthentication(work: Work, payment: Payment, approved: boolean): void {
  const { card } = payment;
  if (payment.status !== 'requires_action' || card === null) return;
  payment.bankUrl = null;
  if (approved) askBank(work, payment, card, true);
  else
    failAttempt(work, payment, {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      declineCode: null,
      message:
        'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
      charge: null,
      card,
    });
}

/** Ends a payment that was processing. */
export function settleProcessing(work: Work, payment: Payment): void {
  const charge = payment.charges.at(-1);
  if (payment.status !== 'processing' || charge === undefined) return;
  if (payment.settlesAs === 'succeeded') {
    approve(work, payment, charge);
    return;
  }
  charge.decline = genericDecline;
  failAttempt(work, payment, { type: 'card_error', ...genericDecline, charge: charge.id, card: charge.card });
}

/** Cancels a payment that was not captured; its authorization is voided. */
export function cancelPayment(work: Work, payment: Payment, cancellationReason: string | null): void {
  const charge = payment.charges.at(-1);
  if (charge?.paid) charge.voided = true;
  const canceledAt = work.clock.nowSeconds();
  const canceled = {
    status: 'canceled',
    canceledAt,
    cancellationReason,
    dueAt: null,
    bankUrl: null,
  } as const;
  Object.assign(payment, canceled satisfies Partial<Payment>);
  savePayment(work, payment, 'canceled');
}

/** The 402 response to a declined attempt. */
export function refusal(payment: Payment): ApiError {
  if (payment.failure === null) throw new Error(`payment ${payment.id} wasn't refused`);
  const body = { ...presentFailure(payment.failure), payment_intent: presentPaymentIntent(payment) };
  return new ApiError(402, { ...body, type: 'card_error' }, true);
}
