import { z } from 'zod';
import { attemptPayment, cancelPayment, captureCharge, refusal } from '../bank.ts';
import { create, type Gateway, get } from '../gateway.ts';
import { type Call, type Endpoints, endpoint } from '../http/endpoint.ts';
import { invalidRequest, missing, unexpectedState } from '../http/errors.ts';
import { checkAmount, currency, expand, flag, integer, mergeMetadata, metadata } from '../http/params.ts';
import { newId } from '../ids.ts';
import { paymentIntentExpandable, presentPaymentIntent } from '../present.ts';
import {
  type ConfirmationToken,
  newPayment,
  type Payment,
  type PaymentCard,
  type PaymentStatus,
} from '../records.ts';
import { cardOfMethod, tokenFor, tokenUsed } from './confirmationTokens.ts';
import { listEndpoint } from './lists.ts';

/** Parameters of Stripe's that change nothing here; they are accepted, so that callers need no change. */
const ignored = (names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, z.unknown().optional()]));

const text = z.string().optional();
const common = { expand: expand(paymentIntentExpandable) };
const confirmParams = z.strictObject({
  ...common,
  confirmation_token: text,
  payment_method: text,
  return_url: text,
  capture_method: z
    .enum(['automatic', 'automatic_async', 'manual'])
    .transform((method): Payment['captureMethod'] => (method === 'manual' ? 'manual' : 'automatic'))
    .optional(),
  receipt_email: text,
  ...ignored(
    'mandate_data off_session payment_method_options allowed_payment_method_types payment_method_types setup_future_usage shipping use_stripe_sdk error_on_requires_action',
  ),
});
const createParams = confirmParams.extend({
  amount: integer,
  currency,
  confirm: flag,
  metadata,
  description: text,
  ...ignored(
    'automatic_payment_methods confirmation_method customer statement_descriptor statement_descriptor_suffix transfer_group',
  ),
});
const updateParams = z.strictObject({
  ...common,
  amount: integer.optional(),
  metadata,
  description: text,
  receipt_email: text,
});
const captureParams = z.strictObject({
  ...common,
  amount_to_capture: integer.optional(),
  metadata,
  ...ignored('final_capture statement_descriptor statement_descriptor_suffix'),
});
const cancelParams = z.strictObject({
  ...common,
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});
const retrieveParams = z.strictObject({ ...common, client_secret: text });

/** What the request pays with: a card form's token, or one of Stripe's named test methods. */
interface PaymentSource {
  card: PaymentCard;
  token: ConfirmationToken | null;
}

async function sourceOf(
  gateway: Gateway,
  { confirmation_token: tokenId, payment_method: method }: z.output<typeof confirmParams>,
): Promise<PaymentSource | null> {
  if (tokenId !== undefined && method !== undefined)
    throw invalidRequest(
      'You may only specify one of confirmation_token and payment_method.',
      'confirmation_token',
    );
  if (method !== undefined) return { card: cardOfMethod(gateway, method), token: null };
  if (tokenId === undefined) return null;
  const token = await tokenFor(gateway, tokenId);
  return { card: token.card, token };
}

/**
 * Attempts the payment and uses up the token. No await may come between the check of the token and its use:
 * another request may have used it meanwhile.
 * @throws ApiError 400 for a used token, 402 for a decline
 */
function confirm(call: Call<unknown>, payment: Payment, { token, card }: PaymentSource): void {
  if (token !== null) {
    if (token.usedBy !== null) throw tokenUsed();
    token.usedBy = payment.id;
    call.store.change(token);
  }
  attemptPayment(call, payment, card);
  if (payment.failure !== null) throw refusal(payment);
}

const noMethod = 'You cannot confirm this PaymentIntent because it is missing a payment method.';
const confirmable: PaymentStatus[] = ['requires_payment_method', 'requires_confirmation'];

async function createPayment(call: Call<z.output<typeof createParams>>) {
  const { params } = call;
  checkAmount(params.amount, params.currency);
  if (!params.confirm && params.confirmation_token !== undefined)
    throw invalidRequest('confirmation_token can only be used when confirm is true.', 'confirmation_token');
  const source = await sourceOf(call, params);
  if (params.confirm && source === null)
    throw invalidRequest(noMethod, 'payment_method', 'payment_intent_unexpected_state');
  if (source?.token?.usedBy) throw tokenUsed();
  const given = newPayment(newId('pi'), {
    amount: params.amount,
    currency: params.currency,
    captureMethod: params.capture_method ?? 'automatic',
    status: source === null ? 'requires_payment_method' : 'requires_confirmation',
    description: params.description ?? null,
    receiptEmail: params.receipt_email ?? null,
    returnUrl: params.return_url ?? null,
    metadata: mergeMetadata(params.metadata),
    card: source?.card ?? null,
  });
  const payment = create(call, 'payment', given);
  if (params.confirm && source !== null) confirm(call, payment, source);
  return presentPaymentIntent(payment, params.expand);
}

function expectStatus(payment: Payment, verb: string, done: string, statuses: PaymentStatus[]): void {
  if (statuses.includes(payment.status)) return;
  throw unexpectedState(
    'payment_intent_unexpected_state',
    `You cannot ${verb} this PaymentIntent because it has a status of ${payment.status}. Only a PaymentIntent with one of the following statuses may be ${done}: ${statuses.join(', ')}.`,
    presentPaymentIntent(payment),
  );
}

async function update(call: Call<z.output<typeof updateParams>>) {
  const { params, store } = call;
  const payment = await get(call, 'payment', call.id);
  if (params.amount !== undefined) {
    expectStatus(payment, 'update the amount of', 'updated', confirmable);
    checkAmount(params.amount, payment.currency);
    payment.amount = params.amount;
  }
  payment.metadata = mergeMetadata(params.metadata, payment.metadata);
  payment.description = params.description ?? payment.description;
  payment.receiptEmail = params.receipt_email ?? payment.receiptEmail;
  store.change(payment);
  return presentPaymentIntent(payment, params.expand);
}

async function confirmExisting(call: Call<z.output<typeof confirmParams>>) {
  const { params } = call;
  // Loads both into memory at the same moment, so that there is one copy of each to check and change.
  await call.store.findAll([call.id, params.confirmation_token ?? call.id]);
  const given = await sourceOf(call, params);
  const payment = await get(call, 'payment', call.id);
  expectStatus(payment, 'confirm', 'confirmed', [...confirmable, 'requires_action']);
  const source = given ?? (payment.card && { card: payment.card, token: null });
  if (source === null)
    throw unexpectedState(
      'payment_intent_unexpected_state',
      `${noMethod} You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.`,
      presentPaymentIntent(payment),
    );
  if (source.token?.usedBy) throw tokenUsed();
  payment.captureMethod = params.capture_method ?? payment.captureMethod;
  payment.returnUrl = params.return_url ?? payment.returnUrl;
  confirm(call, payment, source);
  return presentPaymentIntent(payment, params.expand);
}

/** Captures all of it or less; the rest is released. */
async function capture(call: Call<z.output<typeof captureParams>>) {
  const { params } = call;
  const payment = await get(call, 'payment', call.id);
  expectStatus(payment, 'capture', 'captured', ['requires_capture']);
  const amount = params.amount_to_capture ?? payment.amount;
  if (amount < 1 || amount > payment.amount)
    throw invalidRequest(
      'The amount you are trying to capture is larger than the amount that was authorized, or less than 1.',
      'amount_to_capture',
      amount < 1 ? 'parameter_invalid_integer' : 'amount_too_large',
    );
  payment.metadata = mergeMetadata(params.metadata, payment.metadata);
  captureCharge(call, payment, payment.charges.at(-1)!, amount);
  return presentPaymentIntent(payment, params.expand);
}

async function cancel(call: Call<z.output<typeof cancelParams>>) {
  const payment = await get(call, 'payment', call.id);
  expectStatus(payment, 'cancel', 'canceled', [
    'requires_payment_method',
    'requires_capture',
    'requires_confirmation',
    'requires_action',
  ]);
  cancelPayment(call, payment, call.params.cancellation_reason ?? null);
  return presentPaymentIntent(payment, call.params.expand);
}

/** With the publishable key only together with its client secret. */
async function retrieve(call: Call<z.output<typeof retrieveParams>>) {
  const payment = await get(call, 'payment', call.id);
  const secret = call.params.client_secret;
  if (secret === undefined ? call.isPublishable : secret !== payment.clientSecret)
    throw missing('payment_intent', call.id, 'intent');
  return presentPaymentIntent(payment, call.params.expand);
}

const path = '/v1/payment_intents';

/** Stripe's payment intents. Source: docs.stripe.com/api/payment_intents */
export const paymentIntents: Endpoints = {
  [`POST ${path}`]: endpoint(createParams, createPayment),
  [`GET ${path}`]: listEndpoint('payment', path, paymentIntentExpandable, presentPaymentIntent),
  [`GET ${path}/:id`]: endpoint(retrieveParams, retrieve, { isPublishable: true }),
  [`POST ${path}/:id`]: endpoint(updateParams, update),
  [`POST ${path}/:id/confirm`]: endpoint(confirmParams, confirmExisting, { operation: 'confirm' }),
  [`POST ${path}/:id/capture`]: endpoint(captureParams, capture, { operation: 'capture' }),
  [`POST ${path}/:id/cancel`]: endpoint(cancelParams, cancel, { operation: 'cancel' }),
};
