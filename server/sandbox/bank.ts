import { chargeFee, recordTransaction } from './balance.ts';
import { behaviorOf } from './cards.ts';
import { emitPaymentIntent } from './events.ts';
import type { Cause, Gateway } from './gateway.ts';
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
export function attemptPayment(gateway: Gateway, payment: Payment, card: PaymentCard, cause: Cause): void {
  payment.card = card;
  payment.failure = null;
  payment.dueAt = null;
  if (behaviorOf(card.behavior).authenticates) {
    payment.status = 'requires_action';
    payment.bankUrl = `${gateway.publicUrl}/sandbox/3ds/${payment.id}?client_secret=${payment.clientSecret}`;
    gateway.store.change(payment);
    emitPaymentIntent(gateway, 'requires_action', payment, cause);
    return;
  }
  askBank(gateway, payment, card, false, cause);
}

function askBank(
  gateway: Gateway,
  payment: Payment,
  card: PaymentCard,
  authenticated: boolean,
  cause: Cause,
): void {
  const decline = behaviorOf(card.behavior).decline ?? null;
  const charge: Charge = {
    ...newCharge(payment.id, payment.charges.length + 1, card, gateway.clock.nowSeconds()),
    authenticated,
    decline,
  };
  payment.charges.push(charge);
  if (decline !== null) {
    payment.failure = { type: 'card_error', ...decline, charge: charge.id, card };
    failAttempt(gateway, payment, cause);
    return;
  }
  const slowly = gateway.faults.settleSlowly();
  if (slowly !== null) {
    payment.status = 'processing';
    payment.settlesAs = slowly.outcome;
    payment.dueAt = gateway.clock.nowMs() + slowly.ms;
    gateway.store.change(payment);
    emitPaymentIntent(gateway, 'processing', payment, cause);
    return;
  }
  approve(gateway, payment, charge, cause);
}

function failAttempt(gateway: Gateway, payment: Payment, cause: Cause): void {
  payment.status = 'requires_payment_method';
  payment.card = null;
  payment.dueAt = null;
  gateway.store.change(payment);
  emitPaymentIntent(gateway, 'payment_failed', payment, cause);
}

function approve(gateway: Gateway, payment: Payment, charge: Charge, cause: Cause): void {
  charge.paid = true;
  if (payment.captureMethod === 'automatic') {
    captureCharge(gateway, payment, charge, payment.amount, cause);
    return;
  }
  payment.status = 'requires_capture';
  payment.dueAt = gateway.clock.nowMs() + authorizationMs;
  gateway.store.change(payment);
  emitPaymentIntent(gateway, 'amount_capturable_updated', payment, cause);
}

/**
 * Captures `amount` (minor units, at most the authorized amount) of an approved charge; the rest is released.
 */
export function captureCharge(
  gateway: Gateway,
  payment: Payment,
  charge: Charge,
  amount: number,
  cause: Cause,
): void {
  charge.captured = true;
  charge.amountCaptured = amount;
  payment.status = 'succeeded';
  payment.dueAt = null;
  gateway.store.change(payment);
  recordTransaction(gateway, payment, { type: 'charge', amount, fee: chargeFee(amount), source: charge.id });
  emitPaymentIntent(gateway, 'succeeded', payment, cause);
  const reason = behaviorOf(charge.card.behavior).disputeReason;
  if (reason !== undefined) openDispute(gateway, payment, charge, { reason }, cause);
}

/** Applies the cardholder's decision on the 3-D Secure page. */
export function finishAuthentication(
  gateway: Gateway,
  payment: Payment,
  approved: boolean,
  cause: Cause,
): void {
  const { card } = payment;
  if (payment.status !== 'requires_action' || card === null) return;
  payment.bankUrl = null;
  if (approved) {
    askBank(gateway, payment, card, true, cause);
    return;
  }
  payment.failure = {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    declineCode: null,
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    charge: null,
    card,
  };
  failAttempt(gateway, payment, cause);
}

/** Ends a payment that was processing. */
export function settleProcessing(gateway: Gateway, payment: Payment, cause: Cause): void {
  const charge = payment.charges.at(-1);
  if (payment.status !== 'processing' || charge === undefined) return;
  if (payment.settlesAs === 'succeeded') {
    approve(gateway, payment, charge, cause);
    return;
  }
  charge.decline = {
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: 'Your card was declined.',
  };
  payment.failure = { type: 'card_error', ...charge.decline, charge: charge.id, card: charge.card };
  failAttempt(gateway, payment, cause);
}

/** Cancels a payment that was not captured; its authorization is voided. */
export function cancelPayment(gateway: Gateway, payment: Payment, reason: string | null, cause: Cause): void {
  const charge = payment.charges.at(-1);
  if (charge?.paid) charge.voided = true;
  payment.status = 'canceled';
  payment.canceledAt = gateway.clock.nowSeconds();
  payment.cancellationReason = reason;
  payment.dueAt = null;
  payment.bankUrl = null;
  gateway.store.change(payment);
  emitPaymentIntent(gateway, 'canceled', payment, cause);
}

/** The 402 response to a declined attempt. */
export function refusal(payment: Payment): ApiError {
  const failure = payment.failure;
  if (failure === null) throw new Error(`payment ${payment.id} wasn't refused`);
  const { type: _, ...body } = presentFailure(failure);
  return new ApiError(
    402,
    { ...body, type: 'card_error', payment_intent: presentPaymentIntent(payment) },
    true,
  );
}
