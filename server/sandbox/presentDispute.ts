import { type Expand, expandNothing, presentCharge, presentPaymentIntent } from './present.ts';
import type { Dispute, Payment } from './records.ts';

const evidenceDays = 7;

/** A dispute in Stripe's format. Expandable: `charge`, `payment_intent`. */
export function presentDispute(dispute: Dispute, payment: Payment, expand: Expand = expandNothing) {
  const charge = payment.charges.find(({ id }) => id === dispute.charge);
  const brand = charge?.card.brand ?? 'visa';
  return {
    id: dispute.id,
    object: 'dispute',
    amount: dispute.amount,
    balance_transactions: [],
    charge: expand.has('charge') && charge !== undefined ? presentCharge(payment, charge) : dispute.charge,
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    evidence: { uncategorized_text: null, enhanced_evidence: {}, ...dispute.evidence },
    evidence_details: {
      due_by: dispute.created + evidenceDays * 86_400,
      enhanced_eligibility: {},
      has_evidence: Object.keys(dispute.evidence).length > 0,
      past_due: false,
      submission_count: dispute.submissions,
      submission_method: dispute.submissions > 0 ? 'manual' : 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: dispute.metadata,
    payment_intent: expand.has('payment_intent') ? presentPaymentIntent(payment) : dispute.paymentId,
    payment_method_details: {
      card: { brand, case_type: 'chargeback', network: brand, network_reason_code: '10.4' },
      type: 'card',
    },
    reason: dispute.reason,
    status: dispute.status,
  };
}
