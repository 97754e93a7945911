/** What a fan's bank does on its own, and what moves in the balance: tests say when. */
import { z } from 'zod';
import { create, get, getWithPayment } from '../gateway.ts';
import { control, type Endpoints, nothing } from '../http/endpoint.ts';
import { unexpectedState } from '../http/errors.ts';
import { newId } from '../ids.ts';
import { presentDispute, presentPaymentIntent, presentRefund } from '../present.ts';
import { presentPayout, presentTransaction } from '../presentBalance.ts';
import { closeInquiry, decideDispute, escalateInquiry, openDispute } from './disputes.ts';
import { failRefund } from './refunds.ts';

const newDispute = z.strictObject({
  paymentIntent: z.string(),
  amount: z.int().positive().optional(),
  reason: z.string().default('fraudulent'),
  isInquiry: z.boolean().default(false),
});
const disputeNews = z.strictObject({ status: z.enum(['needs_response', 'warning_closed', 'won', 'lost']) });

const currency = z.string().default('usd');
const newTransaction = z.strictObject({
  type: z.string(),
  amount: z.int(),
  fee: z.int().default(0),
  currency,
  source: z.string().nullable().default(null),
  paymentIntent: z.string().nullable().default(null),
});
const changedTransaction = z
  .strictObject({ amount: z.int(), fee: z.int(), currency: z.string(), type: z.string() })
  .partial();

/** What a fan's bank does on its own. */
export const bankControls: Endpoints = {
  'POST /sandbox/disputes': control(newDispute, async (call) => {
    const { paymentIntent, ...facts } = call.params;
    const payment = await get(call, 'payment', paymentIntent, 'paymentIntent');
    const charge = payment.charges.at(-1);
    if (!charge?.captured)
      throw unexpectedState(
        'payment_intent_unexpected_state',
        'Only a captured charge can be disputed.',
        presentPaymentIntent(payment),
      );
    return presentDispute(openDispute(call, payment, charge, facts), payment);
  }),
  'POST /sandbox/disputes/:id': control(disputeNews, async (call) => {
    const { status } = call.params;
    const { record: dispute, payment } = await getWithPayment(call, 'dispute', call.id);
    if (status === 'needs_response') escalateInquiry(call, dispute, payment);
    else if (status === 'warning_closed') closeInquiry(call, dispute, payment);
    else decideDispute(call, dispute, payment, status);
    return presentDispute(dispute, payment);
  }),
  // The bank returns a refund that had succeeded, days later.
  'POST /sandbox/refunds/:id': control(nothing, async (call) => {
    const { record: refund, payment } = await getWithPayment(call, 'refund', call.id);
    if (refund.status !== 'succeeded')
      throw unexpectedState('refund_unexpected_state', 'Only a refund that succeeded can be returned.');
    failRefund(call, refund, payment);
    return presentRefund(refund, payment);
  }),
  'POST /sandbox/payouts': control(z.strictObject({ amount: z.int().positive(), currency }), (call) => {
    const { amount, currency } = call.params;
    const id = newId('po');
    const movement = { type: 'payout', amount: -amount, fee: 0, currency, source: id };
    const { id: transaction } = create(call, 'transaction', movement);
    return presentPayout(create(call, 'payout', { id, amount, currency, status: 'paid', transaction }));
  }),
  'POST /sandbox/transactions': control(newTransaction, (call) => {
    const { paymentIntent: parent, ...movement } = call.params;
    return presentTransaction(create(call, 'transaction', { ...movement, parent }));
  }),
  'POST /sandbox/transactions/:id': control(changedTransaction, async (call) => {
    const transaction = await get(call, 'transaction', call.id);
    Object.assign(transaction, call.params);
    call.store.change(transaction);
    return presentTransaction(transaction);
  }),
  'POST /sandbox/balance': control(z.strictObject({ amount: z.int(), currency }), (call) => {
    create(call, 'planted', call.params);
    return call.params;
  }),
};
