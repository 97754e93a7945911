import type { Call } from './call.ts';
import { behaviorOf } from './cards.ts';
import { invalidRequest, missing, unexpectedState } from './errors.ts';
import { emitChargeRefunded, emitRefund } from './events.ts';
import { type Cause, type Gateway, newRecord } from './gateway.ts';
import { newId, paymentIntentIdOfCharge } from './ids.ts';
import { listRecords } from './lists.ts';
import { choiceParam, expandParam, integerParam, metadataParam, refuseUnknown, textParam } from './params.ts';
import { presentPaymentIntent } from './present.ts';
import { presentRefund } from './presentRefund.ts';
import type { Payment, Refund } from './records.ts';

const expandable = ['charge', 'payment_intent'];
const createParams = new Set([
  'payment_intent',
  'charge',
  'amount',
  'reason',
  'metadata',
  'instructions_email',
]);
const reasons = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;
/** Long enough to see the refund pending, short enough to wait for by hand. */
const settleMs = 2000;

async function paidPayment(call: Call): Promise<Payment> {
  const { form, gateway } = call;
  const chargeIdGiven = textParam(form, 'charge');
  const id = textParam(form, 'payment_intent') ?? (chargeIdGiven && paymentIntentIdOfCharge(chargeIdGiven));
  if (id === undefined) {
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  }
  const payment = await gateway.store.find('payment', id);
  if (payment === undefined) {
    throw chargeIdGiven === undefined
      ? missing('payment_intent', id, 'payment_intent')
      : missing('charge', chargeIdGiven, 'charge');
  }
  return payment;
}

/** `POST /v1/refunds`: the rest of a captured charge, or a part of it. */
export async function createRefund(call: Call) {
  const { form, gateway, cause } = call;
  refuseUnknown(form, createParams);
  const expand = expandParam(form, expandable);
  const wanted = integerParam(form, 'amount');
  const reason = choiceParam(form, 'reason', reasons) ?? null;
  const metadata = metadataParam(form);
  const payment = await paidPayment(call);
  const charge = payment.charges.at(-1);
  if (charge === undefined || !charge.captured) {
    throw unexpectedState(
      'payment_intent_unexpected_state',
      `This PaymentIntent (${payment.id}) does not have a successful charge to refund.`,
      presentPaymentIntent(payment),
    );
  }
  if (charge.disputed) {
    throw unexpectedState(
      'charge_disputed',
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    );
  }
  const left = charge.amountCaptured - charge.amountRefunded;
  if (left === 0)
    throw unexpectedState('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
  const amount = wanted ?? left;
  if (amount < 1) throw invalidRequest('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      'amount',
    );
  }
  const arrives = behaviorOf(charge.card.behavior).refund;
  const refund: Refund = {
    ...newRecord(gateway),
    kind: 'refund',
    id: newId('re'),
    parent: payment.id,
    dueAt: arrives === undefined ? null : gateway.clock.nowMs() + settleMs,
    paymentId: payment.id,
    charge: charge.id,
    amount,
    currency: payment.currency,
    status: arrives === undefined ? 'succeeded' : 'pending',
    reason,
    failureReason: null,
    metadata,
  };
  charge.amountRefunded += amount;
  gateway.totals.add(payment.currency, 'refunded', amount);
  gateway.store.change(payment);
  gateway.store.change(refund);
  emitRefund(gateway, 'created', refund, payment, cause);
  emitChargeRefunded(gateway, payment, charge, cause);
  return presentRefund(refund, payment, expand);
}

/** `GET /v1/refunds/:id` */
export async function retrieveRefund(call: Call) {
  const { gateway, id } = call;
  const expand = expandParam(call.form, expandable);
  const found = await gateway.store.find('refund', id);
  if (found === undefined) throw missing('refund', id);
  const [refund, payment] = await gateway.store.findAll([id, found.paymentId]);
  return presentRefund(refund as Refund, payment as Payment, expand);
}

/** `GET /v1/refunds` */
export const listRefunds = (call: Call) =>
  listRecords(call, 'refund', '/v1/refunds', expandable, presentRefund);

/** Ends a pending refund. A failed one returns the money to the merchant. */
export function settleRefund(gateway: Gateway, refund: Refund, payment: Payment, cause: Cause): void {
  const charge = payment.charges.find(({ id }) => id === refund.charge);
  if (refund.status !== 'pending' || charge === undefined) return;
  const failed = behaviorOf(charge.card.behavior).refund === 'fails';
  refund.status = failed ? 'failed' : 'succeeded';
  refund.dueAt = null;
  if (failed) {
    refund.failureReason = 'expired_or_canceled_card';
    charge.amountRefunded -= refund.amount;
    gateway.totals.add(payment.currency, 'refunded', -refund.amount);
    gateway.store.change(payment);
  }
  gateway.store.change(refund);
  emitRefund(gateway, 'updated', refund, payment, cause);
  if (failed) emitRefund(gateway, 'failed', refund, payment, cause);
}
