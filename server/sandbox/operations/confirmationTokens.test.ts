import { Client } from 'pg';
import type Stripe from 'stripe';
import { expect } from 'vitest';
import { postCard, type TestGateway, test, validCard } from '../testGateway.ts';

let gateway: TestGateway;
let stripe: Stripe;

test.beforeAll(({ gateway: opened }) => {
  gateway = opened;
  stripe = gateway.stripe;
});

test('creates a token that contains the card without its number', async () => {
  const id = await gateway.token('4242 4242 4242 4242');
  const token = await stripe.confirmationTokens.retrieve(id);
  expect(token.payment_method_preview?.card).toMatchObject({
    brand: 'visa',
    last4: '4242',
    exp_month: 12,
    exp_year: 2039,
  });
  expect(JSON.stringify(token)).not.toContain('4242424242424242');
});

test.each([
  ['number', { number: '4242424242424241' }, 'incorrect_number'],
  ['number', { number: '' }, 'incomplete_number'],
  ['number', { number: '4111111111111111' }, 'test_mode_live_card'],
  ['exp_month', { exp_month: '13' }, 'invalid_expiry_month'],
  ['exp_year', { exp_year: '2020' }, 'invalid_expiry_year'],
  ['cvc', { cvc: '12' }, 'invalid_cvc'],
  ['cvc', { number: '378282246310005', cvc: '123' }, 'invalid_cvc'],
  ['email', { email: 'nobody' }, 'email_invalid'],
])('names the field %s of %o as %s', async (field, wrong, code) => {
  const { status, body } = await postCard(gateway.sandbox.url, { ...validCard, ...wrong });
  expect(status).toBe(400);
  expect(body.error?.param).toBe(field);
  expect(body.error?.fields[field]?.code).toBe(code);
});

test('reports all invalid fields together', async () => {
  const { body } = await postCard(gateway.sandbox.url, {});
  expect(Object.keys(body.error?.fields ?? {}).sort()).toEqual(['cvc', 'exp_month', 'exp_year', 'number']);
});

test('can be posted from any origin', async () => {
  const response = await fetch(`${gateway.sandbox.url}/v1/sandbox/confirmation_tokens`, {
    method: 'OPTIONS',
  });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

test('a named test method makes a token without a form', async () => {
  const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_visa' });
  expect(token.id).toMatch(/^ctoken_/);
  expect(token.payment_method_preview?.card?.last4).toBe('4242');
});

test('neither the number nor the security code is stored', async () => {
  const id = await gateway.token('4000 0000 0000 9995', { cvc: '987' });
  const client = new Client({ connectionString: gateway.database.url });
  await client.connect();
  const { rows } = await client.query('SELECT body::text AS body FROM sandbox.records WHERE id = $1', [id]);
  await client.end();
  expect(rows).toHaveLength(1);
  expect(rows[0].body).toContain('"last4":"9995"');
  expect(rows[0].body).not.toMatch(/4000\s?0000|987[^0-9]/);
});
