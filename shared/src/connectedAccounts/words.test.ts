import { expect, it } from 'vitest';
import { requirementWords, whyNotReady } from './index.ts';

it('what Stripe asks for is told once each, in words', () => {
  expect(
    requirementWords([
      'external_account',
      'individual.dob.day',
      'individual.dob.month',
      'individual.first_name',
      'individual.last_name',
      'individual.verification.document',
      'individual.address.postal_code',
      'individual.ssn_last_4',
      'tos_acceptance.ip',
      'person_1.registered_shoe_size',
    ]),
  ).toEqual([
    'a bank account',
    'the date of birth',
    'the name',
    'an identity document',
    'the address',
    'the last four digits of the Social Security number',
    'the agreement to Stripe’s terms',
    '“registered shoe size”',
  ]);
});

const facts = { missing: [], reason: null, currency: 'USD' };
it.each([
  [{ ...facts, state: 'enabled' }, null],
  [{ ...facts, state: 'onboarding' }, 'Stripe’s questions aren’t answered to the end.'],
  [{ ...facts, state: 'restricted', missing: ['external_account'] }, 'Stripe still asks for a bank account.'],
  [
    { ...facts, state: 'restricted', reason: 'requirements.pending_verification' },
    'Stripe is checking what was given.',
  ],
  [
    { ...facts, state: 'restricted', reason: 'listed' },
    'Stripe compares the account with lists of the authorities.',
  ],
  [{ ...facts, state: 'restricted', currency: 'EUR' }, 'The account takes EUR, and we pay in USD.'],
  [{ ...facts, state: 'rejected', reason: 'rejected.fraud' }, 'Stripe closed the account.'],
  [{ ...facts, state: 'deauthorized' }, 'The account was disconnected from us.'],
] as const)('%j: %s', (account, sentence) => expect(whyNotReady(account, 'USD')).toBe(sentence));
