import { z } from 'zod';
import { recordTransaction } from '../balance.ts';
import { behaviorOf } from '../cards.ts';
import { emitChargeRefunded, emitRefund } from '../events.ts';
import { type Cause, type Gateway, newRecord } from '../gateway.ts';
import { type Call, type Endpoints, endpoint } from '../http/endpoint.ts';
import { invalidRequest, missing, unexpectedState } from '../http/errors.ts';
import { expand, integer, mergeMetadata, metadata } from '../http/params.ts';
import { newId, paymentIntentIdOfCharge } from '../ids.ts';
import { chargeExpandable, presentPaymentIntent, presentRefund } from '../present.ts';
import type { Charge, Payment, Refund } from '../records.ts';
import { listEndpoint } from './lists.ts';

const common = { expand: expand(chargeExpandable) };
const createParams = z.strictObject({
  ...common,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: integer.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata,
  instructions_email: z.string().optional(),
});
type CreateParams = z.output<typeof createParams>;
/** Long enough to see the refund pending, short enough to wait for by hand. */
const settleMs = 2000;

async function paymentOf({ gateway, params }: Call<CreateParams>): Promise<Payment> {
  const { charge, payment_intent } = params;
  const id = payment_intent ?? (charge && paymentIntentIdOfCharge(charge));
  if (id === undefined)
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  const payment = await gateway.store.find('payment', id);
  if (payment !== undefined) return payment;
  throw charge === undefined
    ? missing('payment_intent', id, 'payment_intent')
    : missing('charge', charge, 'charge');
}

/** The charge to refund, and how much of it is left. @throws ApiError 400 */
function refundable(payment: Payment): { charge: Charge; left: number } {
  const charge = payment.charges.at(-1);
  if (charge === undefined || !charge.captured)
    throw unexpectedState(
      'payment_intent_unexpected_state',
      `This PaymentIntent (${payment.id}) does not have a successful charge to refund.`,
      presentPaymentIntent(payment),
    );
  if (charge.disputed)
    throw unexpectedState(
      'charge_disputed',
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    );
  const left = charge.amountCaptured - charge.amountRefunded;
  if (left === 0)
    throw unexpectedState('charge_already_refunded', `Charge ${charge.id} has already been refunded.`);
  return { charge, left };
}

/** Refunds the rest of a captured charge, or a part of it. */
async function create(call: Call<CreateParams>) {
  const { params, gateway, cause } = call;
  const payment = await paymentOf(call);
  const { charge, left } = refundable(payment);
  const amount = params.amount ?? left;
  if (amount < 1) throw invalidRequest('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left)
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      'amount',
    );
  const isImmediate = behaviorOf(charge.card.behavior).refund === undefined;
  const refund: Refund = {
    ...newRecord(gateway),
    kind: 'refund',
    id: newId('re'),
    parent: payment.id,
    dueAt: isImmediate ? null : gateway.clock.nowMs() + settleMs,
    paymentId: payment.id,
    charge: charge.id,
    amount,
    currency: payment.currency,
    status: isImmediate ? 'succeeded' : 'pending',
    reason: params.reason ?? null,
    failureReason: null,
    metadata: mergeMetadata(params.metadata),
  };
  charge.amountRefunded += amount;
  gateway.store.change(payment);
  gateway.store.change(refund);
  recordTransaction(gateway, payment, { type: 'refund', amount: -amount, fee: 0, source: refund.id });
  emitRefund(gateway, 'created', refund, payment, cause);
  emitChargeRefunded(gateway, payment, charge, cause);
  return presentRefund(refund, payment, params.expand);
}

/** The money is the merchant's again. */
export function failRefund(gateway: Gateway, refund: Refund, payment: Payment, charge: Charge): void {
  refund.failureReason = 'expired_or_canceled_card';
  charge.amountRefunded -= refund.amount;
  gateway.store.change(payment);
  const { id: source, amount } = refund;
  recordTransaction(gateway, payment, { type: 'refund_failure', amount, fee: 0, source });
}

/** Ends a pending refund. A failed one returns the money to the merchant. */
export function settleRefund(gateway: Gateway, refund: Refund, payment: Payment, cause: Cause): void {
  const charge = payment.charges.find(({ id }) => id === refund.charge);
  if (refund.status !== 'pending' || charge === undefined) return;
  const failed = behaviorOf(charge.card.behavior).refund === 'fails';
  refund.status = failed ? 'failed' : 'succeeded';
  refund.dueAt = null;
  if (failed) {
    failRefund(gateway, refund, payment, charge);
  }
  gateway.store.change(refund);
  emitRefund(gateway, 'updated', refund, payment, cause);
  if (failed) emitRefund(gateway, 'failed', refund, payment, cause);
}

const path = '/v1/refunds';

/** Stripe's refunds. Source: docs.stripe.com/api/refunds */
export const refunds: Endpoints = {
  [`POST ${path}`]: endpoint(createParams, create, { operation: 'refund' }),
  [`GET ${path}`]: listEndpoint('refund', path, chargeExpandable, (refund, expand, payment) =>
    presentRefund(refund, payment, expand),
  ),
  [`GET ${path}/:id`]: endpoint(z.strictObject(common), async ({ gateway, id, params }) => {
    const found = await gateway.store.find('refund', id);
    if (found === undefined) throw missing('refund', id);
    const [refund, payment] = await gateway.store.findAll([id, found.paymentId]);
    return presentRefund(refund as Refund, payment as Payment, params.expand);
  }),
};
