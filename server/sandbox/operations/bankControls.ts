import { z } from 'zod';
import { emitRefund } from '../events.ts';
import { type Call, type Endpoints, endpoint } from '../http/endpoint.ts';
import { missing, unexpectedState } from '../http/errors.ts';
import { presentDispute, presentPaymentIntent, presentRefund } from '../present.ts';
import type { Payment } from '../records.ts';
import { closeInquiry, decideDispute, disputeAndPayment, escalateInquiry, openDispute } from './disputes.ts';
import { failRefund } from './refunds.ts';

const newDispute = z.strictObject({
  paymentIntent: z.string(),
  amount: z.int().positive().optional(),
  reason: z.string().default('fraudulent'),
  isInquiry: z.boolean().default(false),
});
const news = z.strictObject({ status: z.enum(['needs_response', 'warning_closed', 'won', 'lost']) });
const nothing = z.strictObject({});

async function dispute({ gateway, params, cause }: Call<z.output<typeof newDispute>>) {
  const { paymentIntent, ...facts } = params;
  const payment = await gateway.store.find('payment', paymentIntent);
  if (payment === undefined) throw missing('payment_intent', paymentIntent, 'paymentIntent');
  const charge = payment.charges.at(-1);
  if (!charge?.captured)
    throw unexpectedState(
      'payment_intent_unexpected_state',
      'Only a captured charge can be disputed.',
      presentPaymentIntent(payment),
    );
  return presentDispute(openDispute(gateway, payment, charge, facts, cause), payment);
}

async function change(call: Call<z.output<typeof news>>) {
  const { gateway, params, cause } = call;
  const { dispute, payment } = await disputeAndPayment(call);
  switch (params.status) {
    case 'needs_response':
      escalateInquiry(gateway, dispute, payment, cause);
      break;
    case 'warning_closed':
      closeInquiry(gateway, dispute, payment, cause);
      break;
    default:
      decideDispute(gateway, dispute, payment, params.status, cause);
  }
  return presentDispute(dispute, payment);
}

/** The bank returns a refund that had succeeded, days later. */
async function returnRefund({ gateway, id, cause }: Call<unknown>) {
  const refund = await gateway.store.find('refund', id);
  if (refund === undefined) throw missing('refund', id);
  const payment = (await gateway.store.find('payment', refund.paymentId)) as Payment;
  const charge = payment.charges.find((each) => each.id === refund.charge);
  if (refund.status !== 'succeeded' || charge === undefined)
    throw unexpectedState('refund_unexpected_state', 'Only a refund that succeeded can be returned.');
  refund.status = 'failed';
  failRefund(gateway, refund, payment, charge);
  gateway.store.change(refund);
  emitRefund(gateway, 'updated', refund, payment, cause);
  emitRefund(gateway, 'failed', refund, payment, cause);
  return presentRefund(refund, payment);
}

/** What a fan's bank does on its own: tests say when. */
export const bankControls: Endpoints = {
  'POST /sandbox/disputes': endpoint(newDispute, dispute, { isControl: true, isJson: true }),
  'POST /sandbox/disputes/:id': endpoint(news, change, { isControl: true, isJson: true }),
  'POST /sandbox/refunds/:id': endpoint(nothing, returnRefund, { isControl: true, isJson: true }),
};
