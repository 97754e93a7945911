import { z } from 'zod';
import { type CardKind, passesLuhn, testCard, testPaymentMethod } from '../cards.ts';
import { create, type Gateway, get } from '../gateway.ts';
import { type Endpoints, endpoint, nothing } from '../http/endpoint.ts';
import { ApiError, invalidRequest, missing } from '../http/errors.ts';
import { storableText } from '../http/params.ts';
import { newId } from '../ids.ts';
import { presentPaymentMethod } from '../present.ts';
import type { ConfirmationToken, PaymentCard } from '../records.ts';

// Source: docs.stripe.com/api/confirmation_tokens/object, `expires_at`: half a day after its creation
const tokenSeconds = 12 * 3600;

/** A card as a payment stores it. */
const cardOf = (
  { clock }: Gateway,
  kind: CardKind,
  details: Omit<PaymentCard, keyof CardKind | 'id' | 'created'>,
): PaymentCard => ({ ...kind, id: newId('pm'), created: clock.nowSeconds(), ...details });

/** The card of a named test method, valid for years. @throws ApiError 404 */
export function cardOfMethod(gateway: Gateway, name: string): PaymentCard {
  const kind = testPaymentMethod(name);
  if (kind === undefined) throw missing('PaymentMethod', name, 'payment_method');
  const expYear = new Date(gateway.clock.nowMs()).getUTCFullYear() + 3;
  return cardOf(gateway, kind, { expMonth: 8, expYear, name: null, email: null, postalCode: null });
}

const createToken = (gateway: Gateway, card: PaymentCard) =>
  presentToken(create(gateway, 'token', { card, usedBy: null }));

/** 400: a token can be used for one attempt. */
export const tokenUsed = () =>
  invalidRequest('The provided confirmation_token has already been used.', 'confirmation_token');

/**
 * A token that can still be used.
 * @throws ApiError 404; 400 when it was used or has expired
 */
export async function tokenFor(gateway: Gateway, id: string): Promise<ConfirmationToken> {
  const token = await get(gateway, 'token', id);
  if (token.usedBy !== null) throw tokenUsed();
  if (token.created + tokenSeconds < gateway.clock.nowSeconds())
    throw invalidRequest('The provided confirmation_token has expired.', 'confirmation_token');
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
type Rule = [field: keyof CardForm, code: string, message: string, isBroken: boolean];

/** The first broken rule of every field. */
function errorsOf(form: CardForm, kind: CardKind | undefined, expYear: number, now: Date): FieldErrors {
  const { number, exp_month: month, cvc, email } = form;
  const thisYear = now.getUTCFullYear();
  const cvcLength = kind?.brand === 'amex' ? 4 : 3;
  const cvcFits = /^\d{3,4}$/.test(cvc) && (kind === undefined || cvc.length === cvcLength);
  const isYear = /^\d{2}(\d{2})?$/.test(form.exp_year) && expYear <= thisYear + 50;
  const isPast = expYear === thisYear && Number(month) < now.getUTCMonth() + 1;
  const rules: Rule[] = [
    ['number', 'incomplete_number', 'Enter your card number.', number === ''],
    ['number', 'incorrect_number', 'Your card number is incorrect.', !passesLuhn(number)],
    // A test gateway must never accept a real card; Stripe's test mode refuses it with the same code.
    [
      'number',
      'test_mode_live_card',
      'This is a test gateway and takes test cards only. Please don’t enter a real card.',
      kind === undefined,
    ],
    [
      'exp_month',
      'invalid_expiry_month',
      'Your card’s expiration month is invalid.',
      !/^(0?[1-9]|1[0-2])$/.test(month),
    ],
    ['exp_month', 'invalid_expiry_month', 'Your card’s expiration date is in the past.', isPast],
    ['exp_year', 'invalid_expiry_year', 'Your card’s expiration year is invalid.', !isYear],
    ['exp_year', 'invalid_expiry_year', 'Your card’s expiration year is in the past.', expYear < thisYear],
    ['cvc', 'invalid_cvc', 'Your card’s security code is invalid.', !cvcFits],
    ['email', 'email_invalid', 'Your email address is invalid.', !/^([^\s@]+@[^\s@]+)?$/.test(email)],
    ...(['email', 'name', 'postal_code'] as const).map(
      (field): Rule => [field, 'too_long', 'This is too long.', form[field].length > 320],
    ),
  ];
  const broken = rules.filter(([, , , isBroken]) => isBroken).reverse();
  return Object.fromEntries(broken.map(([field, code, message]) => [field, { code, message }]));
}

/**
 * Creates a token from a card form. The number and the CVC are validated and not stored.
 * @throws ApiError 400 with `fields`: a code and a message for every invalid field
 */
function createCardToken(gateway: Gateway, form: CardForm) {
  const kind = testCard(form.number);
  const expYear = Number(form.exp_year.length === 2 ? `20${form.exp_year}` : form.exp_year);
  const fields = errorsOf(form, kind, expYear, new Date(gateway.clock.nowMs()));
  const param = Object.keys(form).find((name) => name in fields);
  if (param !== undefined || kind === undefined)
    throw new ApiError(400, { type: 'invalid_request_error', ...fields[param!]!, param, fields });
  const details = {
    expMonth: Number(form.exp_month),
    expYear,
    name: form.name || null,
    email: form.email || null,
    postalCode: form.postal_code || null,
  };
  return createToken(gateway, cardOf(gateway, kind, details));
}

const testParams = z.strictObject({ payment_method: z.string() });

/** Confirmation tokens: from the card form of the fan's browser (JSON), or from a named test method. */
export const confirmationTokens: Endpoints = {
  'POST /v1/sandbox/confirmation_tokens': endpoint(cardForm, (call) => createCardToken(call, call.params), {
    isPublishable: true,
    isJson: true,
  }),
  'POST /v1/test_helpers/confirmation_tokens': endpoint(testParams, (call) =>
    createToken(call, cardOfMethod(call, call.params.payment_method)),
  ),
  'GET /v1/confirmation_tokens/:id': endpoint(nothing, async (call) =>
    presentToken(await get(call, 'token', call.id)),
  ),
};
