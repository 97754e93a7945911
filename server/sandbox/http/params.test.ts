import { expect, test } from 'vitest';
import { z } from 'zod';
import { ApiError } from './errors.ts';
import {
  expand,
  flag,
  integer,
  mergeMetadata,
  metadata,
  parseForm,
  readParams,
  storableText,
} from './params.ts';

test('nested brackets become objects, numbered and empty ones lists', () => {
  expect(parseForm('amount=1&metadata[order]=A1&metadata[a][b]=c')).toEqual({
    amount: '1',
    metadata: { order: 'A1', a: { b: 'c' } },
  });
  expect(parseForm('expand[0]=x&expand[1]=y').expand).toEqual(['x', 'y']);
  expect(parseForm('expand[]=x&expand[]=y').expand).toEqual(['x', 'y']);
});

test('escapes are decoded in names and values; a malformed one stays unchanged', () => {
  expect(parseForm('metadata%5Bna%20me%5D=caf%C3%A9+%26+more')).toEqual({
    metadata: { 'na me': 'café & more' },
  });
  expect(parseForm('a=%E0%A4%A')).toEqual({ a: '%E0%A4%A' });
});

test('a name cannot reach the prototype', () => {
  parseForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

test('text that PostgreSQL can’t store is removed', () => {
  expect(parseForm('a=x%00y')).toEqual({ a: 'xy' });
  expect(storableText('x\0\ud800')).toBe('x\ufffd');
});

const schema = z.strictObject({
  amount: integer,
  reason: z.enum(['duplicate', 'fraudulent']).optional(),
  confirm: flag,
  metadata,
  expand: expand(['charge'], 'data.'),
});

test('parameters are converted; an empty one counts as absent', () => {
  const form = parseForm('amount=1250&confirm=true&reason=&expand[]=data.charge&metadata[a]=');
  expect(readParams(schema, form)).toEqual({
    amount: 1250,
    confirm: true,
    metadata: { a: '' },
    expand: new Set(['charge']),
  });
});

test.each([
  ['', 'amount', 'parameter_missing', 'Missing required param: amount.'],
  ['amount=1.5', 'amount', 'parameter_invalid_integer', 'Invalid integer: 1.5'],
  ['amount=1&color=red', 'color', 'parameter_unknown', 'Received unknown parameter: color'],
  ['amount=1&reason=x', 'reason', undefined, 'Invalid reason: must be one of duplicate, fraudulent'],
  ['amount=1&expand[]=customer', 'expand', undefined, 'This property cannot be expanded (customer).'],
  [
    `amount=1&metadata[${'a'.repeat(41)}]=x`,
    'metadata',
    undefined,
    'Metadata keys can be up to 40 characters long, and values up to 500',
  ],
])('%s is refused for %s', (body, param, code, message) => {
  try {
    readParams(schema, parseForm(body));
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).body).toMatchObject({ type: 'invalid_request_error', param, message });
    expect((error as ApiError).body.code).toBe(code);
  }
});

test('metadata is merged: an empty value removes its key, an empty text all of them', () => {
  expect(mergeMetadata({ a: '', c: '3' }, { a: '1', b: '2' })).toEqual({ b: '2', c: '3' });
  expect(mergeMetadata('', { a: '1' })).toEqual({});
  expect(mergeMetadata(undefined, { a: '1' })).toEqual({ a: '1' });
});
