import { type Expand, expandNothing, presentCharge, presentPaymentIntent } from './present.ts';
import type { Payment, Refund } from './records.ts';

/** A refund in Stripe's format. Expandable: `charge`, `payment_intent`. */
export function presentRefund(refund: Refund, payment: Payment, expand: Expand = expandNothing) {
  const charge = payment.charges.find(({ id }) => id === refund.charge);
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    balance_transaction: null,
    charge: expand.has('charge') && charge !== undefined ? presentCharge(payment, charge) : refund.charge,
    created: refund.created,
    currency: refund.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    ...(refund.failureReason === null ? {} : { failure_reason: refund.failureReason }),
    metadata: refund.metadata,
    payment_intent: expand.has('payment_intent') ? presentPaymentIntent(payment) : refund.paymentId,
    payment_method: charge?.card.id ?? null,
    ...(refund.status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}
