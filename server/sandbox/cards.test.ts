import { expect, test } from 'vitest';
import { passesLuhn, testCard, testPaymentMethod } from './cards.ts';

test.each([
  ['4242424242424242', true],
  ['378282246310005', true],
  ['4242424242424241', false],
  ['0', false],
  ['4242 4242 4242 4242', false],
])('Luhn of %s is %s', (number, passes) => {
  expect(passesLuhn(number)).toBe(passes);
});

test('every test card passes Luhn and has its last four digits', () => {
  for (const number of ['5555555555554444', '4000008260003178', '4000000000000259', '4000000000005126']) {
    expect(passesLuhn(number)).toBe(true);
    expect(testCard(number)?.last4).toBe(number.slice(-4));
  }
});

test('only named test methods stand for cards', () => {
  expect(testPaymentMethod('pm_card_visa')?.last4).toBe('4242');
  expect(testPaymentMethod('toString')).toBeUndefined();
});
