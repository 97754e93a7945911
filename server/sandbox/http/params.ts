/** Stripe's parameters: nested form fields, read by qs and validated by zod, with Stripe's error codes. */
import qs from 'qs';
import { z } from 'zod';
import { type ApiError, invalidRequest } from './errors.ts';

/**
 * Text that PostgreSQL can store: without NUL, and with lone surrogates replaced. All stored input goes
 * through this, because one such character would make a whole batch fail.
 */
export const storableText = (text: string): string =>
  (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();

/** Decodes a form body or a query string with Stripe's nested brackets: `metadata[order]=A1`, `expand[0]=x`. */
export const parseForm = (text: string): Record<string, unknown> =>
  qs.parse(text, {
    depth: 8,
    arrayLimit: 100,
    plainObjects: true,
    decoder: (part, defaultDecoder) => storableText(defaultDecoder(part)),
  });

/** A parameter's name as Stripe writes it, such as `metadata[order]`. */
const formName = ([first, ...rest]: PropertyKey[]): string =>
  String(first ?? '') + rest.map((part) => `[${String(part)}]`).join('');

function errorOf(issues: z.core.$ZodIssue[], nameOf: (path: PropertyKey[]) => string): ApiError {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
  const name = nameOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const unknown = nameOf([...issue.path, issue.keys[0]!]);
    return invalidRequest(`Received unknown parameter: ${unknown}`, unknown, 'parameter_unknown');
  }
  if (issue.code === 'custom') return invalidRequest(issue.message, name, issue.params?.code);
  if (issue.code === 'invalid_union') return invalidRequest(issue.message, name);
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return invalidRequest(`Missing required param: ${name}.`, name, 'parameter_missing');
  const allowed = issue.code === 'invalid_value' ? `: must be one of ${issue.values.join(', ')}` : '';
  return invalidRequest(`Invalid ${name}${allowed}`, name);
}

function read<S extends z.ZodType>(
  schema: S,
  given: object,
  nameOf: (path: PropertyKey[]) => string,
): z.output<S> {
  const result = schema.safeParse(given, { reportInput: true });
  if (result.success) return result.data;
  throw errorOf(result.error.issues, nameOf);
}

/**
 * The parameters of a form. An empty one counts as absent, except `metadata`.
 * @throws ApiError 400 `parameter_unknown` for a name that isn't declared, `parameter_missing`, or the code of the rule
 */
export const readParams = <S extends z.ZodType>(schema: S, form: Record<string, unknown>): z.output<S> =>
  read(
    schema,
    Object.fromEntries(Object.entries(form).filter(([name, value]) => value !== '' || name === 'metadata')),
    formName,
  );

/** The body of one of the sandbox's own requests, which are JSON. @throws ApiError 400 */
export function readJson<S extends z.ZodType>(schema: S, body: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(body || '{}');
  } catch {}
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidRequest('The body must be a JSON object');
  return read(schema, value, (path) => path.map(String).join('.'));
}

/** A whole number. */
export const integer = z
  .string()
  .refine((value) => /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value)), {
    error: ({ input }) => `Invalid integer: ${input}`,
    params: { code: 'parameter_invalid_integer' },
  })
  .transform(Number);

/** A boolean; absent is false. */
export const flag = z
  .enum(['true', 'false'])
  .optional()
  .transform((value) => value === 'true');

/** Limits are Stripe's: 50 keys, 40 characters per key, 500 characters per value. */
export const metadata = z
  .union([z.literal(''), z.record(z.string().max(40), z.string().max(500))], {
    error: 'Metadata keys can be up to 40 characters long, and values up to 500',
  })
  .optional();

/** Metadata merged into the present value; an empty value removes its key, an empty text all of them. */
export function mergeMetadata(given: z.output<typeof metadata>, current: Record<string, string> = {}) {
  if (given === undefined) return current;
  if (given === '') return {};
  const merged = Object.fromEntries(
    Object.entries({ ...current, ...given }).filter(([, value]) => value !== ''),
  );
  if (Object.keys(merged).length > 50) throw invalidRequest('Metadata can have up to 50 keys', 'metadata');
  return merged;
}

/** The fields to expand. @param prefix of the fields of a list: `data.` */
export const expand = (expandable: readonly string[], prefix = '') =>
  z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .default([])
    .transform((paths) => paths.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path)))
    .superRefine((names, context) => {
      const unknown = names.find((name) => !expandable.includes(name));
      if (unknown !== undefined)
        context.addIssue({ code: 'custom', message: `This property cannot be expanded (${unknown}).` });
    })
    .transform((names): ReadonlySet<string> => new Set(names));

const currencies = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** An ISO 4217 code, in lower case. */
export const currency = z
  .string()
  .transform((code) => code.toLowerCase())
  .refine((code) => currencies.has(code), { error: ({ input }) => `Invalid currency: ${input}.` });

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

/**
 * @param amount minor units
 * @throws ApiError 400 `amount_too_small`, `amount_too_large`, `parameter_invalid_integer`
 */
export function checkAmount(amount: number, currency: string): void {
  const refuse = (message: string, code: string) => {
    throw invalidRequest(message, 'amount', code);
  };
  if (amount < 1) refuse('This value must be greater than or equal to 1.', 'parameter_invalid_integer');
  const least = minimumAmounts[currency] ?? 1;
  if (amount < least) refuse(`Amount must be at least ${least} ${currency}`, 'amount_too_small');
  if (amount > 99_999_999) refuse(`Amount must be no more than 99999999 ${currency}`, 'amount_too_large');
}
