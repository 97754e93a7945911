import type { Call } from './call.ts';
import { type CardKind, passesLuhn, testCard, testPaymentMethod } from './cards.ts';
import { ApiError, invalidRequest, missing } from './errors.ts';
import { storableText } from './formBody.ts';
import { type Gateway, newRecord } from './gateway.ts';
import { newId } from './ids.ts';
import { requiredText } from './params.ts';
import { presentPaymentMethod } from './present.ts';
import type { ConfirmationToken, PaymentCard } from './records.ts';

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
  const {
    id: _,
    object: __,
    created: ___,
    livemode: ____,
    metadata: _____,
    ...preview
  } = presentPaymentMethod(token.card);
  return {
    id: token.id,
    object: 'confirmation_token',
    created: token.created,
    expires_at: token.created + tokenSeconds,
    livemode: false,
    mandate_data: null,
    payment_intent: token.usedBy,
    payment_method_options: null,
    payment_method_preview: preview,
    return_url: null,
    setup_future_usage: null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: false,
  };
}

/** `GET /v1/confirmation_tokens/:id` */
export async function retrieveToken(call: Call) {
  const token = await call.gateway.store.find('token', call.id);
  if (token === undefined) throw missing('confirmationtoken', call.id, 'confirmation_token');
  return presentToken(token);
}

/** `POST /v1/test_helpers/confirmation_tokens` with a named test method, for code that has no form. */
export async function createTestToken(call: Call) {
  const name = requiredText(call.form, 'payment_method');
  const kind = testPaymentMethod(name);
  if (kind === undefined) throw missing('PaymentMethod', name, 'payment_method');
  return presentToken(createToken(call.gateway, cardOf(call.gateway, kind, {})));
}

type FieldErrors = Record<string, { code: string; message: string }>;

const text = (value: unknown): string =>
  typeof value === 'string' ? storableText(value).trim() : typeof value === 'number' ? String(value) : '';

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

/**
 * `POST /v1/sandbox/confirmation_tokens`, from the fan's browser, as JSON: `number, exp_month, exp_year, cvc,
 * name, email, postal_code`. The number and the CVC are validated and not stored.
 * @throws ApiError 400 with `fields`: a code and a message for every invalid field
 */
export async function createCardToken(call: Call) {
  const { gateway, json } = call;
  const errors: FieldErrors = {};
  const kind = checkNumber(text(json.number).replace(/[\s-]/g, ''), errors);
  const now = new Date(gateway.clock.nowMs());
  const [expMonth, expYear] = checkExpiry(text(json.exp_month), text(json.exp_year), now, errors);
  const cvc = text(json.cvc);
  const cvcLength = kind?.brand === 'amex' ? 4 : 3;
  const cvcFits = kind === undefined ? /^\d{3,4}$/.test(cvc) : /^\d+$/.test(cvc) && cvc.length === cvcLength;
  if (!cvcFits) errors.cvc = { code: 'invalid_cvc', message: 'Your card’s security code is invalid.' };
  const email = text(json.email);
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    errors.email = { code: 'email_invalid', message: 'Your email address is invalid.' };
  }
  for (const name of ['name', 'email', 'postal_code'] as const) {
    if (text(json[name]).length > 320) errors[name] = { code: 'too_long', message: 'This is too long.' };
  }
  const [first] = Object.entries(errors);
  if (first !== undefined || kind === undefined) {
    throw new ApiError(400, {
      type: 'invalid_request_error',
      code: first?.[1].code ?? 'incorrect_number',
      message: first?.[1].message ?? 'Your card number is incorrect.',
      param: first?.[0] ?? 'number',
      fields: errors,
    });
  }
  const card = cardOf(gateway, kind, {
    expMonth,
    expYear,
    name: text(json.name) || null,
    email: email || null,
    postalCode: text(json.postal_code) || null,
  });
  return presentToken(createToken(gateway, card));
}
