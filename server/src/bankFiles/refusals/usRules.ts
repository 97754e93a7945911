/** What the ACH network refuses of one payout's bank data, with the return code that it would have. Source: Nacha operating rules. */
import {
  type BankDetails,
  holderKinds,
  isRoutingNumber,
  usAccountTypes,
} from '@holdfast/shared/bankAccounts';
import { bankText, isAchText, unwritable } from '../characters.ts';
import type { BankFileDraft } from '../payment.ts';
import type { PaymentRule } from './paymentRules.ts';

type Us = Extract<BankDetails, { kind: 'us' }>;

const rule = (
  id: string,
  field: keyof Us,
  says: string | ((details: Us) => string),
  refuses: (details: Us, file: BankFileDraft) => boolean,
): PaymentRule => ({
  id,
  field,
  says: ({ details }) => (typeof says === 'string' ? says : says(details as Us)),
  refuses: ({ details }, file) => details?.kind === 'us' && refuses(details, file),
});

export const usRules: readonly PaymentRule[] = [
  rule('U1', 'holder', 'The account holder’s name is empty.', ({ holder }) => bankText(holder) === ''),
  rule(
    'U2',
    'holder',
    ({ holder }) =>
      `The account holder’s name has characters that banks refuse: ${unwritable(holder, isAchText)}. Write it with Latin letters.`,
    ({ holder }) => unwritable(holder, isAchText) !== '',
  ),
  rule(
    'U3',
    'holderKind',
    'It isn’t said whether the account is a person’s or a company’s.',
    ({ holderKind }) => !holderKinds.includes(holderKind),
  ),
  rule(
    'U4',
    'routingNumber',
    'The routing number hasn’t nine digits.',
    ({ routingNumber }) => !/^\d{9}$/.test(routingNumber),
  ),
  rule(
    'U5',
    'routingNumber',
    'The routing number is of the US Treasury or of traveler’s checks, not of a bank.',
    ({ routingNumber }) => /^(00|[5-9])/.test(routingNumber),
  ),
  rule(
    'U6',
    'routingNumber',
    'A digit of the routing number is wrong: the last one doesn’t fit.',
    ({ routingNumber }) => !isRoutingNumber(routingNumber),
  ),
  rule('U7', 'accountNumber', 'The account number is empty.', ({ accountNumber }) => accountNumber === ''),
  rule(
    'U8',
    'accountNumber',
    'The account number is longer than 17 characters.',
    ({ accountNumber }) => accountNumber.length > 17,
  ),
  rule(
    'U9',
    'accountNumber',
    'The account number has other characters than letters and digits.',
    ({ accountNumber }) => !/^[A-Za-z0-9]+$/.test(accountNumber),
  ),
  rule('U10', 'accountNumber', 'The account number has zeros alone.', ({ accountNumber }) =>
    /^0+$/.test(accountNumber),
  ),
  rule(
    'U11',
    'accountType',
    'It isn’t said whether the account is checking or savings.',
    ({ accountType }) => !usAccountTypes.includes(accountType),
  ),
];
