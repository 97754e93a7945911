/** The records in Stripe's format (API 2026-10-28). */
import { docUrl } from './http/errors.ts';
import type { Charge, Dispute, Payment, PaymentCard, PaymentFailure, Refund } from './records.ts';

/** The fields to expand. */
export type Expand = ReadonlySet<string>;
const expandNothing: Expand = new Set();

/** Fields that Stripe's objects have and that are always null here. */
const nulls = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, null]));

const chargeNulls = nulls(
  'application application_fee application_fee_amount balance_transaction customer failure_balance_transaction on_behalf_of receipt_number receipt_url review shipping source source_transfer statement_descriptor statement_descriptor_suffix transfer_data transfer_group',
);
const intentNulls = nulls(
  'allowed_payment_method_types application application_fee_amount automatic_payment_methods customer customer_account excluded_payment_method_types managed_payments on_behalf_of payment_method_configuration_details payment_record processing review setup_future_usage shipping source statement_descriptor statement_descriptor_suffix transfer_data transfer_group',
);
const refundNulls = nulls(
  'balance_transaction customer customer_account receipt_number source_transfer_reversal transfer_reversal',
);

const billingDetails = (card: PaymentCard) => ({
  address: { ...nulls('city country line1 line2 state'), postal_code: card.postalCode },
  email: card.email,
  name: card.name,
  phone: null,
  tax_id: null,
});

const checksOf = (card: PaymentCard) => ({
  address_line1_check: null,
  address_postal_code_check: card.postalCode === null ? null : 'pass',
  cvc_check: card.behavior === 'incorrect_cvc' ? 'fail' : 'pass',
});

const cardFacts = (card: PaymentCard) => ({
  brand: card.brand,
  checks: checksOf(card),
  country: card.country,
  exp_month: card.expMonth,
  exp_year: card.expYear,
  fingerprint: `sandbox${card.brand}${card.last4}`,
  funding: card.funding,
  last4: card.last4,
  wallet: null,
});

/** A card as Stripe's payment method object. */
export const presentPaymentMethod = (card: PaymentCard) => ({
  id: card.id,
  object: 'payment_method',
  allow_redisplay: 'limited',
  billing_details: billingDetails(card),
  card: {
    ...cardFacts(card),
    display_brand: card.brand,
    networks: { available: [card.brand], preferred: null },
    three_d_secure_usage: { supported: true },
  },
  created: card.created,
  customer: null,
  livemode: false,
  metadata: {},
  type: 'card',
});

/** Why the last attempt failed, for `last_payment_error` and card errors. */
export const presentFailure = (failure: PaymentFailure) => ({
  ...(failure.charge === null ? {} : { charge: failure.charge }),
  code: failure.code,
  ...(failure.declineCode === null ? {} : { decline_code: failure.declineCode }),
  doc_url: docUrl(failure.code),
  message: failure.message,
  payment_method: presentPaymentMethod(failure.card),
  type: failure.type,
});

const presentOutcome = ({ decline }: Charge) => ({
  ...nulls('network_advice_code network_decline_code'),
  advice_code: decline === null ? null : 'try_again_later',
  network_status: decline === null ? 'approved_by_network' : 'declined_by_network',
  reason: decline?.declineCode ?? null,
  risk_level: 'normal',
  seller_message: decline === null ? 'Payment complete.' : 'The bank did not return any further details.',
  type: decline === null ? 'authorized' : 'issuer_declined',
});

const authentication = {
  ...nulls('exemption_indicator result_reason transaction_id'),
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  result: 'authenticated',
  version: '2.2.0',
};

function chargeStatus(payment: Payment, charge: Charge): string {
  if (charge.paid) return 'succeeded';
  return charge.decline === null && payment.status === 'processing' ? 'pending' : 'failed';
}

/** A charge. Expandable: `payment_intent`. */
export function presentCharge(payment: Payment, charge: Charge, expand: Expand = expandNothing): object {
  const { card } = charge;
  return {
    ...chargeNulls,
    id: charge.id,
    object: 'charge',
    amount: payment.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.voided ? payment.amount : charge.amountRefunded,
    billing_details: billingDetails(card),
    calculated_statement_descriptor: 'TEST GATEWAY',
    captured: charge.captured,
    created: charge.created,
    currency: payment.currency,
    description: payment.description,
    disputed: charge.disputed,
    failure_code: charge.decline?.code ?? null,
    failure_message: charge.decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: payment.metadata,
    outcome: presentOutcome(charge),
    paid: charge.paid,
    payment_intent: expand.has('payment_intent') ? presentPaymentIntent(payment) : payment.id,
    payment_method: card.id,
    payment_method_details: {
      card: {
        ...nulls('authorization_code installments mandate network_transaction_id'),
        ...cardFacts(card),
        amount_authorized: charge.paid ? payment.amount : null,
        network: card.brand,
        three_d_secure: charge.authenticated ? authentication : null,
      },
      type: 'card',
    },
    radar_options: {},
    receipt_email: payment.receiptEmail,
    refunded: charge.voided || (charge.captured && charge.amountRefunded === charge.amountCaptured),
    status: chargeStatus(payment, charge),
  };
}

/** The fields of a payment intent that can be expanded. */
export const paymentIntentExpandable = ['latest_charge', 'payment_method'] as const;

/** A payment intent. */
export function presentPaymentIntent(payment: Payment, expand: Expand = expandNothing): object {
  const charge = payment.charges.at(-1);
  const { card } = payment;
  return {
    ...intentNulls,
    id: payment.id,
    object: 'payment_intent',
    amount: payment.amount,
    amount_capturable: payment.status === 'requires_capture' ? payment.amount : 0,
    amount_details: { tip: {} },
    amount_received: charge?.amountCaptured ?? 0,
    canceled_at: payment.canceledAt,
    cancellation_reason: payment.cancellationReason,
    capture_method: payment.captureMethod,
    client_secret: payment.clientSecret,
    confirmation_method: 'automatic',
    created: payment.created,
    currency: payment.currency,
    description: payment.description,
    last_payment_error: payment.failure && presentFailure(payment.failure),
    latest_charge:
      charge && expand.has('latest_charge') ? presentCharge(payment, charge) : (charge?.id ?? null),
    livemode: false,
    metadata: payment.metadata,
    next_action:
      payment.status === 'requires_action'
        ? {
            redirect_to_url: { return_url: payment.returnUrl, url: payment.bankUrl },
            type: 'redirect_to_url',
          }
        : null,
    payment_method: card && expand.has('payment_method') ? presentPaymentMethod(card) : (card?.id ?? null),
    payment_method_options: {
      card: { installments: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    receipt_email: payment.receiptEmail,
    status: payment.status,
  };
}

/** The fields of a refund or a dispute that can be expanded. */
export const chargeExpandable = ['charge', 'payment_intent'] as const;

const chargeLinks = ({ charge: id, parent }: Refund | Dispute, payment: Payment, expand: Expand) => {
  const charge = payment.charges.find((each) => each.id === id);
  return {
    charge: expand.has('charge') && charge ? presentCharge(payment, charge) : id,
    payment_intent: expand.has('payment_intent') ? presentPaymentIntent(payment) : parent,
    card: charge?.card,
  };
};

/** A refund. Expandable: `charge`, `payment_intent`. */
export function presentRefund(refund: Refund, payment: Payment, expand: Expand = expandNothing) {
  const { card, ...links } = chargeLinks(refund, payment, expand);
  return {
    ...refundNulls,
    ...links,
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    created: refund.created,
    currency: refund.currency,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    ...(refund.failureReason === null ? {} : { failure_reason: refund.failureReason }),
    metadata: refund.metadata,
    payment_method: card?.id ?? null,
    ...(refund.status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: refund.reason,
    status: refund.status,
  };
}

const evidenceSeconds = 7 * 86_400;

/** A dispute. Expandable: `charge`, `payment_intent`. */
export function presentDispute(dispute: Dispute, payment: Payment, expand: Expand = expandNothing) {
  const { card, ...links } = chargeLinks(dispute, payment, expand);
  const brand = card?.brand ?? 'visa';
  return {
    ...links,
    id: dispute.id,
    object: 'dispute',
    amount: dispute.amount,
    balance_transactions: [],
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types:
      brand === 'visa' && dispute.reason === 'fraudulent' ? ['visa_compelling_evidence_3'] : [],
    evidence: { uncategorized_text: null, enhanced_evidence: {}, ...dispute.evidence },
    evidence_details: {
      due_by: dispute.created + evidenceSeconds,
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
    payment_method_details: {
      card: { brand, case_type: 'chargeback', network: brand, network_reason_code: '10.4' },
      type: 'card',
    },
    reason: dispute.reason,
    status: dispute.status,
  };
}
