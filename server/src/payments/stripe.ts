/**
 * The only page that talks to Stripe. Each call has a time limit and an idempotency key that is derived from the
 * transition that asked for it, so that a job that runs twice does one thing. What Stripe says becomes a message to the
 * payment; when we can't know, the call throws and the job is tried again.
 *
 * Source: https://docs.stripe.com/payments/paymentintents/lifecycle, /api/errors, /payments/place-a-hold-on-a-payment-method
 */
import type { PaymentContext, PaymentMessage } from '@holdfast/shared/payments/machines';
import Stripe from 'stripe';
import type { StripeConfig } from '../platform/config.ts';
import { tracePast } from '../platform/observability/index.ts';
import { Problem } from '../platform/problem.ts';

type PaymentCard = NonNullable<PaymentContext['card']>;

/** Milliseconds. Stripe's own answers come within seconds; a job is tried again later. */
const timeoutMs = 20_000;

export function openStripe(config: StripeConfig): Stripe {
  const base = config.apiBase ? new URL(config.apiBase) : null;
  const stripe = new Stripe(config.secretKey, {
    ...(base
      ? {
          host: base.hostname,
          port: base.port || (base.protocol === 'https:' ? 443 : 80),
          protocol: base.protocol === 'https:' ? ('https' as const) : ('http' as const),
        }
      : {}),
    maxNetworkRetries: 2,
    timeout: timeoutMs,
    telemetry: false,
  });
  stripe.on('response', ({ method, path, status, elapsed }: Stripe.ResponseEvent) =>
    tracePast(
      'stripe',
      { 'http.request.method': method, 'url.path': path, 'http.response.status_code': status },
      elapsed,
    ),
  );
  return stripe;
}

export interface PaymentToConfirm {
  id: string;
  reservationId: string;
  /** Minor units. */
  amount: number;
  currency: string;
  confirmationTokenId: string;
  returnUrl: string;
}

/** Authorises: creates and confirms the payment intent, once per payment however often it is called. */
export async function confirmPayment(
  stripe: Stripe,
  payment: PaymentToConfirm,
): Promise<PaymentMessage | null> {
  return messageFrom(
    () =>
      stripe.paymentIntents.create(
        {
          amount: payment.amount,
          currency: payment.currency.toLowerCase(),
          confirm: true,
          confirmation_token: payment.confirmationTokenId,
          capture_method: 'manual',
          allowed_payment_method_types: ['card'],
          return_url: payment.returnUrl,
          metadata: { reservationId: payment.reservationId, paymentId: payment.id },
          expand: ['latest_charge', 'payment_method'],
        },
        { idempotencyKey: `confirm/${payment.id}` },
      ),
    { isNew: true },
  );
}

export async function capturePayment(
  stripe: Stripe,
  stripeId: string,
  key: string,
): Promise<PaymentMessage | null> {
  return messageFrom(() =>
    stripe.paymentIntents.capture(
      stripeId,
      { expand: ['latest_charge', 'payment_method'] },
      { idempotencyKey: key },
    ),
  );
}

export async function cancelPayment(
  stripe: Stripe,
  stripeId: string,
  key: string,
): Promise<PaymentMessage | null> {
  return messageFrom(() => stripe.paymentIntents.cancel(stripeId, {}, { idempotencyKey: key }));
}

export async function readPayment(stripe: Stripe, stripeId: string): Promise<PaymentMessage | null> {
  return messageFrom(() =>
    stripe.paymentIntents.retrieve(stripeId, { expand: ['latest_charge', 'payment_method'] }),
  );
}

/** @returns the payment of ours that an intent was made for; null where it was made elsewhere */
export async function readPaymentId(stripe: Stripe, stripeId: string): Promise<string | null> {
  try {
    const { metadata } = await stripe.paymentIntents.retrieve(stripeId);
    return metadata.paymentId ?? null;
  } catch (error) {
    // Of another account: events of connected accounts come to the same address.
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return null;
    throw error;
  }
}

/** Milliseconds. The name of a card is worth a short question only. */
const cardTimeoutMs = 4_000;

/**
 * @returns the card that a payment intent was paid with; null where it was none
 * @throws Stripe.errors.StripeError when there is no answer in time
 */
export async function readCard(stripe: Stripe, stripeId: string): Promise<PaymentCard | null> {
  const { payment_method: method } = await stripe.paymentIntents.retrieve(
    stripeId,
    { expand: ['payment_method'] },
    { timeout: cardTimeoutMs, maxNetworkRetries: 0 },
  );
  return cardOf(method).card ?? null;
}

/**
 * A refusal of Stripe's carries the payment intent as it stands: that, and not the refusal, is what we follow.
 * @param isNew whether the call makes the payment intent: where it is refused, there is none
 */
async function messageFrom(
  call: () => Promise<Stripe.PaymentIntent>,
  { isNew = false } = {},
): Promise<PaymentMessage | null> {
  try {
    return messageOf(await call());
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      const { decline_code: declineCode, code, message, payment_intent: intent } = error;
      return {
        type: 'declined',
        ...(intent ? { stripeId: intent.id } : {}),
        code: declineCode ?? code ?? 'card_declined',
        message,
        ...cardOf(error.payment_method ?? null),
      };
    }
    if (error instanceof Stripe.errors.StripeInvalidRequestError) {
      if (error.payment_intent) return messageOf(error.payment_intent as Stripe.PaymentIntent);
      if (error.param === 'confirmation_token' || error.code === 'resource_missing')
        return { type: 'declined', code: 'confirmation_token_invalid', message: error.message };
      // Asking again would be refused again. Nothing was charged, and the fan's hold is theirs again.
      if (isNew) return { type: 'declined', code: error.code ?? 'request_refused', message: error.message };
    }
    throw error;
  }
}

function cardOf(method: Stripe.PaymentMethod | string | null): { card?: PaymentCard } {
  if (method === null || typeof method === 'string' || !method.card) return {};
  const { brand, last4, fingerprint } = method.card;
  return { card: { brand, last4, ...(fingerprint ? { fingerprint } : {}) } };
}

/**
 * Somebody captured a part at Stripe, past us: nothing is sold for it. Once that part was refunded there, nothing is charged.
 * @throws Error while it wasn't: its event waits in the inbox, and Stripe is asked again
 */
function partlyCaptured(intent: Stripe.PaymentIntent): PaymentMessage {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  if (charge !== null && charge.amount_refunded >= intent.amount_received)
    return { type: 'canceled', stripeId: intent.id };
  throw new Error(
    `${intent.id} was captured in part: ${intent.amount_received} of ${intent.amount}. Refund that part in Stripe’s dashboard; the payment then ends by itself.`,
  );
}

/** What the state of a payment intent means for our payment; null: nothing yet. */
export function messageOf(intent: Stripe.PaymentIntent): PaymentMessage | null {
  const stripeId = intent.id;
  const card = cardOf(intent.payment_method ?? intent.last_payment_error?.payment_method ?? null);
  switch (intent.status) {
    case 'requires_capture':
      return { type: 'authorized', stripeId, ...card };
    case 'succeeded':
      return intent.amount_received < intent.amount
        ? partlyCaptured(intent)
        : { type: 'captured', stripeId, ...card };
    case 'canceled':
      return { type: 'canceled', stripeId };
    case 'requires_action':
      return {
        type: 'actionRequired',
        stripeId,
        clientSecret: intent.client_secret ?? '',
        nextActionUrl: intent.next_action?.redirect_to_url?.url ?? null,
        ...card,
      };
    case 'requires_payment_method': {
      const error = intent.last_payment_error;
      if (!error) return null;
      return {
        type: 'declined',
        stripeId,
        code: error.decline_code ?? error.code ?? 'card_declined',
        message: error.message ?? 'The card was declined.',
        ...cardOf(error.payment_method ?? null),
      };
    }
    default:
      return null;
  }
}

/** Seconds by which a webhook's signature may be older or newer than our clock: Stripe's own default. */
const webhookToleranceS = 300;

/**
 * Reads a webhook, its signature first.
 * @param rawBody the bytes as they came
 * @param secrets of the endpoints that Stripe may have sent it to: that of our own events, and that of connected accounts
 * @throws Problem `webhook_signature_invalid`
 */
export function readWebhook(
  stripe: Stripe,
  rawBody: string,
  signature: string,
  secrets: readonly string[],
): Stripe.Event {
  const forged = (why: string) =>
    new Problem('webhook_signature_invalid', `The signature does not match the body: ${why}`);
  let event: Stripe.Event | null = null;
  let why = '';
  for (const secret of secrets)
    try {
      event ??= stripe.webhooks.constructEvent(rawBody, signature, secret, webhookToleranceS);
    } catch (error) {
      why ||= (error as Error).message;
    }
  if (event === null) throw forged(why);
  // The SDK refuses a signature that is too old; one from ahead could be kept and sent again later.
  const signedAt = Math.max(
    ...[...signature.matchAll(/(?:^|,)\s*t=(\d+)/g)].map(([, second]) => Number(second)),
  );
  if (signedAt - Date.now() / 1000 > webhookToleranceS) throw forged('it was signed ahead of time.');
  return event;
}

export type StripeEvent = Stripe.Event;
export type StripeClient = Stripe;
