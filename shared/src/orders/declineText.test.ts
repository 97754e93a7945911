import { expect, test } from 'vitest';
import { declineText } from './declineText.ts';

test('a refused 3-D Secure is told without the gateway’s text for developers', () => {
  const { title, text } = declineText({
    code: 'payment_intent_authentication_failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  });
  expect(title).toBe('Your bank didn’t confirm that it’s you');
  expect(text).not.toMatch(/PaymentMethod|PaymentIntent|_/);
});

test('the bank’s own sentence stays, and gets its full stop', () => {
  expect(
    declineText({ code: 'insufficient_funds', message: 'Your card has insufficient funds' }),
  ).toMatchObject({
    title: 'Your bank declined this card',
    text: 'Your card has insufficient funds.',
  });
});

test.each(['', 'A PaymentIntent with id pi_123 could not be confirmed.'])('%j isn’t shown', (message) => {
  expect(declineText({ code: 'unknown', message }).text).toBe('It gave no reason that we may show.');
});
