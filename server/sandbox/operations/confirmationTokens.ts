import { z } from 'zod';
import { type CardKind, passesLuhn, testCard, testPaymentMethod } from '../cards.ts';
import { type Gateway, newRecord } from '../gateway.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { ApiError, invalidRequest, missing } from '../http/errors.ts';
import { storableText } from '../http/params.ts';
import { newId } from '../ids.ts';
import { presentPaymentMethod } from '../present.ts';
import type { ConfirmationToken, PaymentCard } from '../records.ts';

// Source: docs.stripe.com/api/confirmation_tokens/object, `expires_at`: half a day after its creation
const tokenSeconds = 12 * 3600;

interface CardDetails {
  expMonth?: number;
  expYear?: number;
  name?: string | null;
  email?: string | null;
  postalCode?: string | null;
}

/** A card as a payment stores it. Without details it is a named test method, valid for years. */
export function cardOf(gateway: Gateway, kind: CardKind, details: CardDetails): PaymentCard {
  return {
    ...kind,
    id: newId('pm'),
    created: gateway.clock.nowSeconds(),
    expMonth: details.expMonth ?? 8,
    expYear: details.expYear ?? new Date(gateway.clock.nowMs()).getUTCFullYear() + 3,
    name: details.name ?? null,
    email: details.email ?? null,
    postalCode: details.postalCode ?? null,
  };
}

function createToken(gateway: Gateway, card: PaymentCard): ConfirmationToken {
  const token: ConfirmationToken = {
    ...newRecord(gateway),
    kind: 'token',
    id: newId('ctoken'),
    card,
    usedBy: null,
  };
  gateway.store.change(token);
  return token;
}

/** 400: a token can be used for one attempt. */
export const tokenUsed = () =>
  invalidRequest('The provided confirmation_token has already been used.', 'confirmation_token');

/**
 * A token that can still be used.
 * @throws ApiError 404; 400 when it was used or has expired
 */
export async function tokenFor(gateway: Gateway, id: string): Promise<ConfirmationToken> {
  const token = await gateway.store.find('token', id);
  if (token === undefined) throw missing('confirmationtoken', id, 'confirmation_token');
  if (token.usedBy !== null) throw tokenUsed();
  if (token.created + tokenSeconds < gateway.clock.nowSeconds()) {
    throw invalidRequest('The provided confirmation_token has expired.', 'confirmation_token');
  }
  return token;
}

function presentToken(token: ConfirmationToken) {
  const { billing_details, card, type, allow_redisplay, customer } = presentPaymentMethod(token.card);
  return {
    id: token.id,
    object: 'confirmation_token',
    created: token.created,
    expires_at: token.created + tokenSeconds,
    livemode: false,
    mandate_data: null,
    payment_intent: token.usedBy,
    payment_method_options: null,
    payment_method_preview: { billing_details, card, type, allow_redisplay, customer },
    return_url: null,
    setup_future_usage: null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: false,
  };
}

/** A card form as the browser posts it; every field is text or a number. */
const field = z
  .union([z.string(), z.number()])
  .catch('')
  .transform((value) => storableText(String(value)).trim());
const cardForm = z.object({
  number: field.transform((number) => number.replace(/[\s-]/g, '')),
  exp_month: field,
  exp_year: field,
  cvc: field,
  name: field,
  email: field,
  postal_code: field,
});
type CardForm = z.output<typeof cardForm>;
type FieldErrors = Record<string, { code: string; message: string }>;

function checkNumber(number: string, errors: FieldErrors): CardKind | undefined {
  if (number === '') {
    errors.number = { code: 'incomplete_number', message: 'Enter your card number.' };
  } else if (!passesLuhn(number)) {
    errors.number = { code: 'incorrect_number', message: 'Your card number is incorrect.' };
  } else {
    const kind = testCard(number);
    if (kind !== undefined) return kind;
    // A test gateway must never accept a real card; Stripe's test mode refuses it with the same code.
    errors.number = {
      code: 'test_mode_live_card',
      message: 'This is a test gateway and takes test cards only. Please don’t enter a real card.',
    };
  }
  return undefined;
}

function checkExpiry(month: string, year: string, now: Date, errors: FieldErrors): [number, number] {
  const expMonth = Number(month);
  const expYear = /^\d\d$/.test(year) ? 2000 + Number(year) : Number(year);
  if (!/^\d{1,2}$/.test(month) || expMonth < 1 || expMonth > 12) {
    errors.exp_month = { code: 'invalid_expiry_month', message: 'Your card’s expiration month is invalid.' };
  }
  if (!/^\d{2}(\d{2})?$/.test(year) || expYear > now.getUTCFullYear() + 50) {
    errors.exp_year = { code: 'invalid_expiry_year', message: 'Your card’s expiration year is invalid.' };
  } else if (expYear < now.getUTCFullYear()) {
    errors.exp_year = { code: 'invalid_expiry_year', message: 'Your card’s expiration year is in the past.' };
  } else if (expYear === now.getUTCFullYear() && expMonth < now.getUTCMonth() + 1) {
    errors.exp_month = {
      code: 'invalid_expiry_month',
      message: 'Your card’s expiration date is in the past.',
    };
  }
  return [expMonth, expYear];
}

function checkRest({ cvc, email, ...form }: CardForm, kind: CardKind | undefined, errors: FieldErrors): void {
  const cvcLength = kind?.brand === 'amex' ? 4 : 3;
  const cvcFits = kind === undefined ? /^\d{3,4}$/.test(cvc) : /^\d+$/.test(cvc) && cvc.length === cvcLength;
  if (!cvcFits) errors.cvc = { code: 'invalid_cvc', message: 'Your card’s security code is invalid.' };
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
    errors.email = { code: 'email_invalid', message: 'Your email address is invalid.' };
  for (const [name, value] of Object.entries({ email, name: form.name, postal_code: form.postal_code }))
    if (value.length > 320) errors[name] = { code: 'too_long', message: 'This is too long.' };
}

/**
 * Creates a token from a card form. The number and the CVC are validated and not stored.
 * @throws ApiError 400 with `fields`: a code and a message for every invalid field
 */
function createCardToken(gateway: Gateway, form: CardForm) {
  const errors: FieldErrors = {};
  const kind = checkNumber(form.number, errors);
  const now = new Date(gateway.clock.nowMs());
  const [expMonth, expYear] = checkExpiry(form.exp_month, form.exp_year, now, errors);
  checkRest(form, kind, errors);
  const [first] = Object.entries(errors);
  if (first !== undefined || kind === undefined) {
    const [param, { code, message }] = first!;
    throw new ApiError(400, { type: 'invalid_request_error', code, message, param, fields: errors });
  }
  const { name, email, postal_code: postalCode } = form;
  const details = {
    expMonth,
    expYear,
    name: name || null,
    email: email || null,
    postalCode: postalCode || null,
  };
  return presentToken(createToken(gateway, cardOf(gateway, kind, details)));
}

const testParams = z.strictObject({ payment_method: z.string() });

/** Confirmation tokens: from the card form of the fan's browser (JSON), or from a named test method. */
export const confirmationTokens: Endpoints = {
  'POST /v1/sandbox/confirmation_tokens': endpoint(
    cardForm,
    ({ gateway, params }) => createCardToken(gateway, params),
    { isPublishable: true, isJson: true },
  ),
  'POST /v1/test_helpers/confirmation_tokens': endpoint(testParams, ({ gateway, params }) => {
    const kind = testPaymentMethod(params.payment_method);
    if (kind === undefined) throw missing('PaymentMethod', params.payment_method, 'payment_method');
    return presentToken(createToken(gateway, cardOf(gateway, kind, {})));
  }),
  'GET /v1/confirmation_tokens/:id': endpoint(z.strictObject({}), async ({ gateway, id }) => {
    const token = await gateway.store.find('token', id);
    if (token === undefined) throw missing('confirmationtoken', id, 'confirmation_token');
    return presentToken(token);
  }),
};
