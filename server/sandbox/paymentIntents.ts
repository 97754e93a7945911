import { attemptPayment, cancelPayment, captureCharge, refusal } from './bank.ts';
import type { Call } from './call.ts';
import { testPaymentMethod } from './cards.ts';
import { cardOf, tokenFor, tokenUsed } from './confirmationTokens.ts';
import { invalidRequest, missing, unexpectedState } from './errors.ts';
import type { Form } from './formBody.ts';
import { type Gateway, newRecord } from './gateway.ts';
import { newId, randomText } from './ids.ts';
import { type Page, pageOf } from './lists.ts';
import {
  booleanParam,
  checkAmount,
  choiceParam,
  expandParam,
  integerParam,
  metadataParam,
  moneyParams,
  refuseUnknown,
  textParam,
} from './params.ts';
import { paymentIntentExpandable, presentPaymentIntent } from './present.ts';
import {
  type ConfirmationToken,
  decodeRecord,
  type Payment,
  type PaymentCard,
  type PaymentStatus,
} from './records.ts';

/** Accepts Stripe's parameters that change nothing here too, so that callers need no change. */
const confirmNames = [
  'confirmation_token',
  'payment_method',
  'return_url',
  'capture_method',
  'receipt_email',
  'mandate_data',
  'off_session',
  'payment_method_options',
  'allowed_payment_method_types',
  'payment_method_types',
  'setup_future_usage',
  'shipping',
  'use_stripe_sdk',
  'error_on_requires_action',
];
const createParams = new Set([
  ...confirmNames,
  'amount',
  'currency',
  'confirm',
  'metadata',
  'description',
  'automatic_payment_methods',
  'confirmation_method',
  'customer',
  'statement_descriptor',
  'statement_descriptor_suffix',
  'transfer_group',
]);
const updateParams = new Set(['amount', 'metadata', 'description', 'receipt_email']);
const confirmParams = new Set(confirmNames);
const captureParams = new Set([
  'amount_to_capture',
  'final_capture',
  'metadata',
  'statement_descriptor',
  'statement_descriptor_suffix',
]);
const cancelParams = new Set(['cancellation_reason']);
const retrieveParams = new Set(['client_secret']);
const captureMethods = ['automatic', 'automatic_async', 'manual'] as const;
const cancellationReasons = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;

const captureMethodOf = (form: Form): Payment['captureMethod'] | undefined => {
  const method = choiceParam(form, 'capture_method', captureMethods);
  return method === undefined ? undefined : method === 'manual' ? 'manual' : 'automatic';
};

/** What the request pays with: a card form's token, or one of Stripe's named test methods. */
interface PaymentSource {
  card: PaymentCard;
  token: ConfirmationToken | null;
}

async function meansOf({ form, gateway }: Call): Promise<PaymentSource | null> {
  const tokenId = textParam(form, 'confirmation_token');
  const method = textParam(form, 'payment_method');
  if (tokenId !== undefined && method !== undefined) {
    throw invalidRequest(
      'You may only specify one of confirmation_token and payment_method.',
      'confirmation_token',
    );
  }
  if (tokenId !== undefined) {
    const token = await tokenFor(gateway, tokenId);
    return { card: token.card, token };
  }
  if (method === undefined) return null;
  const kind = testPaymentMethod(method);
  if (kind === undefined) throw missing('PaymentMethod', method, 'payment_method');
  return { card: cardOf(gateway, kind, {}), token: null };
}

/** Checks again without an await before the change: another request may have used the token meanwhile. */
function refuseUsed(means: PaymentSource | null): void {
  if (means?.token != null && means.token.usedBy !== null) throw tokenUsed();
}

function confirmWith(gateway: Gateway, payment: Payment, means: PaymentSource, call: Call): void {
  if (means.token !== null) {
    means.token.usedBy = payment.id;
    gateway.store.change(means.token);
  }
  attemptPayment(gateway, payment, means.card, call.cause);
}

/** `POST /v1/payment_intents` */
export async function createPaymentIntent(call: Call) {
  const { form, gateway } = call;
  refuseUnknown(form, createParams);
  const expand = expandParam(form, paymentIntentExpandable);
  const { amount, currency } = moneyParams(form);
  const captureMethod = captureMethodOf(form) ?? 'automatic';
  const metadata = metadataParam(form);
  const confirm = booleanParam(form, 'confirm');
  if (!confirm && form.confirmation_token !== undefined) {
    throw invalidRequest('confirmation_token can only be used when confirm is true.', 'confirmation_token');
  }
  const means = await meansOf(call);
  if (confirm && means === null) {
    throw invalidRequest(
      'You cannot confirm this PaymentIntent because it is missing a payment method.',
      'payment_method',
      'payment_intent_unexpected_state',
    );
  }
  refuseUsed(means);
  const id = newId('pi');
  const payment: Payment = {
    ...newRecord(gateway),
    kind: 'payment',
    id,
    amount,
    currency,
    captureMethod,
    status: means === null ? 'requires_payment_method' : 'requires_confirmation',
    clientSecret: `${id}_secret_${randomText(25)}`,
    description: textParam(form, 'description') ?? null,
    receiptEmail: textParam(form, 'receipt_email') ?? null,
    returnUrl: textParam(form, 'return_url') ?? null,
    bankUrl: null,
    metadata,
    card: means?.card ?? null,
    charges: [],
    failure: null,
    canceledAt: null,
    cancellationReason: null,
    settlesAs: null,
  };
  gateway.store.change(payment);
  if (confirm && means !== null) {
    confirmWith(gateway, payment, means, call);
    if (payment.failure !== null) throw refusal(payment);
  }
  return presentPaymentIntent(payment, expand);
}

async function paymentOf(call: Call): Promise<Payment> {
  const payment = await call.gateway.store.find('payment', call.id);
  if (payment === undefined) throw missing('payment_intent', call.id, 'intent');
  return payment;
}

function expectStatus(
  payment: Payment,
  verb: string,
  done: string,
  statuses: readonly PaymentStatus[],
): void {
  if (statuses.includes(payment.status)) return;
  throw unexpectedState(
    'payment_intent_unexpected_state',
    `You cannot ${verb} this PaymentIntent because it has a status of ${payment.status}. Only a PaymentIntent with one of the following statuses may be ${done}: ${statuses.join(', ')}.`,
    presentPaymentIntent(payment),
  );
}

/** `GET /v1/payment_intents/:id`; with the publishable key only together with its client secret. */
export async function retrievePaymentIntent(call: Call) {
  refuseUnknown(call.form, retrieveParams);
  const expand = expandParam(call.form, paymentIntentExpandable);
  const payment = await paymentOf(call);
  const secret = textParam(call.form, 'client_secret');
  if (secret === undefined ? call.publishable : secret !== payment.clientSecret) {
    throw missing('payment_intent', call.id, 'intent');
  }
  return presentPaymentIntent(payment, expand);
}

/** `POST /v1/payment_intents/:id` */
export async function updatePaymentIntent(call: Call) {
  const { form, gateway } = call;
  refuseUnknown(form, updateParams);
  const expand = expandParam(form, paymentIntentExpandable);
  const amount = integerParam(form, 'amount');
  const payment = await paymentOf(call);
  if (amount !== undefined) {
    expectStatus(payment, 'update the amount of', 'updated', [
      'requires_payment_method',
      'requires_confirmation',
    ]);
    checkAmount(amount, payment.currency);
    payment.amount = amount;
  }
  payment.metadata = metadataParam(form, payment.metadata);
  payment.description = textParam(form, 'description') ?? payment.description;
  payment.receiptEmail = textParam(form, 'receipt_email') ?? payment.receiptEmail;
  gateway.store.change(payment);
  return presentPaymentIntent(payment, expand);
}

/** `POST /v1/payment_intents/:id/confirm` */
export async function confirmPaymentIntent(call: Call) {
  const { form, gateway } = call;
  refuseUnknown(form, confirmParams);
  const expand = expandParam(form, paymentIntentExpandable);
  const captureMethod = captureMethodOf(form);
  // Loads both into memory at the same moment, so that there is one copy of each to check and change.
  await gateway.store.findAll([call.id, textParam(form, 'confirmation_token') ?? call.id]);
  const given = await meansOf(call);
  const payment = await paymentOf(call);
  expectStatus(payment, 'confirm', 'confirmed', [
    'requires_payment_method',
    'requires_confirmation',
    'requires_action',
  ]);
  const means = given ?? (payment.card === null ? null : { card: payment.card, token: null });
  if (means === null) {
    throw unexpectedState(
      'payment_intent_unexpected_state',
      'You cannot confirm this PaymentIntent because it is missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.',
      presentPaymentIntent(payment),
    );
  }
  refuseUsed(means);
  payment.captureMethod = captureMethod ?? payment.captureMethod;
  payment.returnUrl = textParam(form, 'return_url') ?? payment.returnUrl;
  confirmWith(gateway, payment, means, call);
  if (payment.failure !== null) throw refusal(payment);
  return presentPaymentIntent(payment, expand);
}

/** `POST /v1/payment_intents/:id/capture`: all of it or less; the rest is released. */
export async function capturePaymentIntent(call: Call) {
  const { form, gateway } = call;
  refuseUnknown(form, captureParams);
  const expand = expandParam(form, paymentIntentExpandable);
  const wanted = integerParam(form, 'amount_to_capture');
  const payment = await paymentOf(call);
  expectStatus(payment, 'capture', 'captured', ['requires_capture']);
  const amount = wanted ?? payment.amount;
  if (amount < 1 || amount > payment.amount) {
    throw invalidRequest(
      'The amount you are trying to capture is larger than the amount that was authorized, or less than 1.',
      'amount_to_capture',
      amount < 1 ? 'parameter_invalid_integer' : 'amount_too_large',
    );
  }
  payment.metadata = metadataParam(form, payment.metadata);
  captureCharge(gateway, payment, payment.charges.at(-1)!, amount, call.cause);
  return presentPaymentIntent(payment, expand);
}

/** `POST /v1/payment_intents/:id/cancel` */
export async function cancelPaymentIntent(call: Call) {
  const { form, gateway } = call;
  refuseUnknown(form, cancelParams);
  const expand = expandParam(form, paymentIntentExpandable);
  const reason = choiceParam(form, 'cancellation_reason', cancellationReasons) ?? null;
  const payment = await paymentOf(call);
  expectStatus(payment, 'cancel', 'canceled', [
    'requires_payment_method',
    'requires_capture',
    'requires_confirmation',
    'requires_action',
  ]);
  cancelPayment(gateway, payment, reason, call.cause);
  return presentPaymentIntent(payment, expand);
}

/** `GET /v1/payment_intents` */
export async function listPaymentIntents(call: Call): Promise<Page<object>> {
  const expand = expandParam(call.form, paymentIntentExpandable, 'data.');
  const { rows, hasMore } = await pageOf(call, 'payment');
  const data = rows.map(({ body }) => presentPaymentIntent(decodeRecord(body) as Payment, expand));
  return { object: 'list', data, has_more: hasMore, url: '/v1/payment_intents' };
}
