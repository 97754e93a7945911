import { z } from 'zod';
import { moveBalance } from '../balance.ts';
import { behaviorOf } from '../cards.ts';
import { emitChargeRefunded, saveRefund } from '../events.ts';
import { chargeOf, create, get, getWithPayment, type Work } from '../gateway.ts';
import { type Call, type Endpoints, endpoint } from '../http/endpoint.ts';
import { invalidRequest, missing, unexpectedState } from '../http/errors.ts';
import { expand, integer, mergeMetadata, metadata } from '../http/params.ts';
import { paymentIntentIdOfCharge } from '../ids.ts';
import { chargeExpandable, presentPaymentIntent, presentRefund } from '../present.ts';
import type { Charge, Payment, Refund } from '../records.ts';
import { listEndpoint } from './lists.ts';

const readParams = z.strictObject({ expand: expand(chargeExpandable) });
const createParams = readParams.extend({
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

async function paymentOf(call: Call<CreateParams>): Promise<Payment> {
  const { charge, payment_intent } = call.params;
  if (payment_intent !== undefined) return get(call, 'payment', payment_intent, 'payment_intent');
  if (charge === undefined)
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  const payment = await call.store.find('payment', paymentIntentIdOfCharge(charge));
  if (payment === undefined) throw missing('charge', charge, 'charge');
  return payment;
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
async function createRefund(call: Call<CreateParams>) {
  const { params, store, clock } = call;
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
  const refund = create(call, 'refund', {
    parent: payment.id,
    dueAt: isImmediate ? null : clock.nowMs() + settleMs,
    charge: charge.id,
    amount,
    currency: payment.currency,
    status: isImmediate ? 'succeeded' : 'pending',
    reason: params.reason ?? null,
    failureReason: null,
    metadata: mergeMetadata(params.metadata),
  });
  charge.amountRefunded += amount;
  store.change(payment);
  moveBalance(call, payment, 'refund', refund.id, -amount);
  saveRefund(call, refund, payment, 'created');
  emitChargeRefunded(call, payment, charge);
  return presentRefund(refund, payment, params.expand);
}

/** The bank doesn't take the money, which is the merchant's again. */
export function failRefund(work: Work, refund: Refund, payment: Payment): void {
  const failed = { status: 'failed', failureReason: 'expired_or_canceled_card', dueAt: null } as const;
  Object.assign(refund, failed satisfies Partial<Refund>);
  chargeOf(refund, payment).amountRefunded -= refund.amount;
  work.store.change(payment);
  moveBalance(work, payment, 'refund_failure', refund.id, refund.amount);
  saveRefund(work, refund, payment, 'updated', 'failed');
}

/** Ends a pending refund. */
export function settleRefund(work: Work, refund: Refund, payment: Payment): void {
  if (refund.status !== 'pending') return;
  if (behaviorOf(chargeOf(refund, payment).card.behavior).refund === 'fails') {
    failRefund(work, refund, payment);
    return;
  }
  refund.status = 'succeeded';
  refund.dueAt = null;
  saveRefund(work, refund, payment, 'updated');
}

const path = '/v1/refunds';

/** Stripe's refunds. Source: docs.stripe.com/api/refunds */
export const refunds: Endpoints = {
  [`POST ${path}`]: endpoint(createParams, createRefund, { operation: 'refund' }),
  [`GET ${path}`]: listEndpoint('refund', path, chargeExpandable, (refund, expand, payment) =>
    presentRefund(refund, payment, expand),
  ),
  [`GET ${path}/:id`]: endpoint(readParams, async (call) => {
    const { record, payment } = await getWithPayment(call, 'refund', call.id);
    return presentRefund(record, payment, call.params.expand);
  }),
};
