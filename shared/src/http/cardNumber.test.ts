import { expect, it } from 'vitest';
import { holdsCardNumber } from './cardNumber.ts';

it.each([
  '4242424242424242',
  'paid with 4242 4242 4242 4242, please refund',
  '5555-5555-5555-4444',
  '3782 822463 10005',
  'Amex:378282246310005.',
  '6011 1111 1111 1117',
  'in section 12 4000 0027 6000 3184 ok',
  '4222222222222',
  '4000\u00a00000\u00a00000\u00a00002',
  '4242–4242–4242–4242',
])('%s holds a card number', (text) => {
  expect(holdsCardNumber(text)).toBe(true);
});

it.each([
  'Two pairs went by noon',
  '4242 4242 4242 4241',
  '4242',
  '1764373047123',
  '00000000000000',
  '20 21 22 23 24 25 26 27 28 29 30',
  'call 212-555-0100 or 212-555-0199',
  '2026-11-24 15:00, 2026-12-24 15:00',
  '42424242424242424242424242',
  'HF-4242ABCD4242',
  'support-42424242-4242-4242-8a3c-0123456789ab@example.com',
])('%s holds none', (text) => {
  expect(holdsCardNumber(text)).toBe(false);
});
