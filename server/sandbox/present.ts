import type { Charge, Payment, PaymentCard, PaymentFailure } from './records.ts';

/** The fields to expand. */
export type Expand = ReadonlySet<string>;
/** No field expanded. */
export const expandNothing: Expand = new Set();

const docUrl = (code: string) => `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}`;

const billingDetails = (card: PaymentCard) => ({
  address: {
    city: null,
    country: null,
    line1: null,
    line2: null,
    postal_code: card.postalCode,
    state: null,
  },
  email: card.email,
  name: card.name,
  phone: null,
  tax_id: null,
});

const fingerprint = (card: PaymentCard) => `sandbox${card.brand}${card.last4}`;

/** A card as Stripe's payment method object. */
export function presentPaymentMethod(card: PaymentCard) {
  return {
    id: card.id,
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: billingDetails(card),
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: card.postalCode === null ? null : 'pass',
        cvc_check: card.behavior === 'incorrect_cvc' ? 'fail' : 'pass',
      },
      country: card.country,
      display_brand: card.brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: fingerprint(card),
      funding: card.funding,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: card.created,
    customer: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}

/** Why the last attempt failed, for `last_payment_error` and card errors. */
export function presentFailure(failure: PaymentFailure) {
  return {
    ...(failure.charge === null ? {} : { charge: failure.charge }),
    code: failure.code,
    ...(failure.declineCode === null ? {} : { decline_code: failure.declineCode }),
    doc_url: docUrl(failure.code),
    message: failure.message,
    payment_method: presentPaymentMethod(failure.card),
    type: failure.type,
  };
}

function presentOutcome(charge: Charge) {
  const declined = charge.decline;
  return {
    advice_code: declined === null ? null : 'try_again_later',
    network_advice_code: null,
    network_decline_code: null,
    network_status: declined === null ? 'approved_by_network' : 'declined_by_network',
    reason: declined === null ? null : declined.declineCode,
    risk_level: 'normal',
    seller_message: declined === null ? 'Payment complete.' : 'The bank did not return any further details.',
    type: declined === null ? 'authorized' : 'issuer_declined',
  };
}

function chargeStatus(payment: Payment, charge: Charge): string {
  if (charge.paid) return 'succeeded';
  return charge.decline === null && payment.status === 'processing' ? 'pending' : 'failed';
}

/** A charge in Stripe's format. Expandable: `payment_intent`. */
export function presentCharge(payment: Payment, charge: Charge, expand: Expand = expandNothing): object {
  const { card } = charge;
  return {
    id: charge.id,
    object: 'charge',
    amount: payment.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.voided ? payment.amount : charge.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: billingDetails(card),
    calculated_statement_descriptor: 'TEST GATEWAY',
    captured: charge.captured,
    created: charge.created,
    currency: payment.currency,
    customer: null,
    description: payment.description,
    disputed: charge.disputed,
    failure_balance_transaction: null,
    failure_code: charge.decline?.code ?? null,
    failure_message: charge.decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: payment.metadata,
    on_behalf_of: null,
    outcome: presentOutcome(charge),
    paid: charge.paid,
    payment_intent: expand.has('payment_intent') ? presentPaymentIntent(payment) : payment.id,
    payment_method: card.id,
    payment_method_details: {
      card: {
        amount_authorized: charge.paid ? payment.amount : null,
        authorization_code: null,
        brand: card.brand,
        checks: presentPaymentMethod(card).card.checks,
        country: card.country,
        exp_month: card.expMonth,
        exp_year: card.expYear,
        fingerprint: fingerprint(card),
        funding: card.funding,
        installments: null,
        last4: card.last4,
        mandate: null,
        network: card.brand,
        network_transaction_id: null,
        three_d_secure: charge.authenticated
          ? {
              authentication_flow: 'challenge',
              electronic_commerce_indicator: '05',
              exemption_indicator: null,
              result: 'authenticated',
              result_reason: null,
              transaction_id: null,
              version: '2.2.0',
            }
          : null,
        wallet: null,
      },
      type: 'card',
    },
    radar_options: {},
    receipt_email: payment.receiptEmail,
    receipt_number: null,
    receipt_url: null,
    refunded: charge.voided || (charge.captured && charge.amountRefunded === charge.amountCaptured),
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: chargeStatus(payment, charge),
    transfer_data: null,
    transfer_group: null,
  };
}

/** The fields of a payment intent that can be expanded. */
export const paymentIntentExpandable = ['latest_charge', 'payment_method'] as const;

/** A payment intent in Stripe's format. */
export function presentPaymentIntent(payment: Payment, expand: Expand = expandNothing): object {
  const charge = payment.charges.at(-1);
  const { card } = payment;
  return {
    id: payment.id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: payment.amount,
    amount_capturable: payment.status === 'requires_capture' ? payment.amount : 0,
    amount_details: { tip: {} },
    amount_received: charge?.amountCaptured ?? 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: payment.canceledAt,
    cancellation_reason: payment.cancellationReason,
    capture_method: payment.captureMethod,
    client_secret: payment.clientSecret,
    confirmation_method: 'automatic',
    created: payment.created,
    currency: payment.currency,
    customer: null,
    customer_account: null,
    description: payment.description,
    excluded_payment_method_types: null,
    last_payment_error: payment.failure === null ? null : presentFailure(payment.failure),
    latest_charge:
      charge === undefined ? null : expand.has('latest_charge') ? presentCharge(payment, charge) : charge.id,
    livemode: false,
    managed_payments: null,
    metadata: payment.metadata,
    next_action:
      payment.status === 'requires_action'
        ? {
            redirect_to_url: {
              return_url: payment.returnUrl,
              url: payment.bankUrl,
            },
            type: 'redirect_to_url',
          }
        : null,
    on_behalf_of: null,
    payment_method:
      card === null ? null : expand.has('payment_method') ? presentPaymentMethod(card) : card.id,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: payment.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: payment.status,
    transfer_data: null,
    transfer_group: null,
  };
}
