import { invalidRequest } from './errors.ts';
import { type Form, listOf } from './formBody.ts';

/**
 * @throws ApiError 400 `parameter_unknown` for the first name that isn't in `known`, to find misspelled names
 * early
 */
export function refuseUnknown(form: Form, known: ReadonlySet<string>): void {
  for (const name of Object.keys(form)) {
    if (!known.has(name) && name !== 'expand') {
      throw invalidRequest(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
    }
  }
}

/** A text, or undefined when it is absent or empty. */
export function textParam(form: Form, name: string): string | undefined {
  const value = form[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalidRequest(`Invalid string: ${name}`, name);
  return value;
}

/** @throws ApiError 400 `parameter_missing` */
export function requiredText(form: Form, name: string): string {
  const value = textParam(form, name);
  if (value === undefined) {
    throw invalidRequest(`Missing required param: ${name}.`, name, 'parameter_missing');
  }
  return value;
}

/** @throws ApiError 400 `parameter_invalid_integer` */
export function integerParam(form: Form, name: string): number | undefined {
  const value = textParam(form, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw invalidRequest(`Invalid integer: ${value}`, name, 'parameter_invalid_integer');
  }
  return number;
}

/** A boolean; absent is false. */
export function booleanParam(form: Form, name: string): boolean {
  const value = textParam(form, name);
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw invalidRequest(`Invalid boolean: ${value}`, name);
}

/** One of a few values. */
export function choiceParam<T extends string>(
  form: Form,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = textParam(form, name);
  if (value === undefined) return undefined;
  const choice = choices.find((each) => each === value);
  if (choice === undefined) {
    throw invalidRequest(`Invalid ${name}: must be one of ${choices.join(', ')}`, name);
  }
  return choice;
}

/**
 * `metadata` merged into the present value; an empty value removes its key. Limits are Stripe's: 50 keys, 40
 * characters per key, 500 characters per value.
 */
export function metadataParam(form: Form, current: Record<string, string> = {}): Record<string, string> {
  const given = form.metadata;
  if (given === undefined) return current;
  if (typeof given === 'string') {
    if (given === '') return {};
    throw invalidRequest('Invalid object', 'metadata');
  }
  const merged = { ...current };
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== 'string' || value.length > 500 || key.length > 40) {
      throw invalidRequest(
        'Metadata keys can be up to 40 characters long, and values up to 500',
        `metadata[${key}]`,
      );
    }
    if (value === '') delete merged[key];
    else merged[key] = value;
  }
  if (Object.keys(merged).length > 50) throw invalidRequest('Metadata can have up to 50 keys', 'metadata');
  return merged;
}

/** The fields to expand. @throws ApiError 400 for one that the sandbox can't expand. */
export function expandParam(form: Form, expandable: readonly string[], prefix = ''): ReadonlySet<string> {
  const wanted = new Set<string>();
  for (const path of listOf(form.expand)) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    if (!expandable.includes(name)) {
      throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand');
    }
    wanted.add(name);
  }
  return wanted;
}

const currencies = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));
/**
 * Stripe's minimum charges, minor units. Source:
 * docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
const minimumAmounts: Record<string, number> = {
  usd: 50,
  eur: 50,
  gbp: 30,
  cad: 50,
  aud: 50,
  nzd: 50,
  chf: 50,
  jpy: 50,
  sek: 300,
  nok: 300,
  dkk: 250,
  mxn: 1000,
};

/** The `amount` (minor units) and `currency` of a new payment. */
export function moneyParams(form: Form): { amount: number; currency: string } {
  const currency = requiredText(form, 'currency').toLowerCase();
  if (!currencies.has(currency)) throw invalidRequest(`Invalid currency: ${currency}.`, 'currency');
  requiredText(form, 'amount');
  const amount = integerParam(form, 'amount')!;
  checkAmount(amount, currency);
  return { amount, currency };
}

/** @throws ApiError 400 `amount_too_small`, `amount_too_large`, `parameter_invalid_integer` */
export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw invalidRequest(
      'This value must be greater than or equal to 1.',
      'amount',
      'parameter_invalid_integer',
    );
  }
  const least = minimumAmounts[currency] ?? 1;
  if (amount < least) {
    throw invalidRequest(`Amount must be at least ${least} ${currency}`, 'amount', 'amount_too_small');
  }
  if (amount > 99_999_999) {
    throw invalidRequest(`Amount must be no more than 99999999 ${currency}`, 'amount', 'amount_too_large');
  }
}
