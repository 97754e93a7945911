/** What a bank refuses of one payout, whatever the format. */
import { isSepaKey } from '../characters.ts';
import type { BankFileDraft, BankPayment } from '../payment.ts';
import type { Rule } from './rule.ts';

/** A rule of one payout. */
export type PaymentRule = Rule<BankPayment, BankFileDraft>;

/** The largest amount of one line, minor units: EPC's 999,999,999.99, and the ten digits of an ACH entry. */
const mostAmount = { pain001: 99_999_999_999, nacha: 9_999_999_999 } as const;

export const paymentRules: readonly PaymentRule[] = [
  {
    id: 'P1',
    field: 'hold',
    says: 'Finance holds this consignor’s payouts back.',
    refuses: ({ hold }) => hold === 'finance',
  },
  {
    id: 'P2',
    field: 'bankData',
    says: 'There is no bank data. The consignor gives it under “Your money”, or finance enters it.',
    refuses: ({ details }) => details === null,
  },
  {
    id: 'P3',
    field: 'bankData',
    says: 'The bank data is new, and isn’t used yet.',
    refuses: ({ hold }) => hold === 'bankChanged',
  },
  {
    id: 'P4',
    field: 'bankData',
    says: ({ details }) =>
      details?.kind === 'sepa'
        ? 'The bank data is an IBAN, and the file pays US accounts.'
        : 'The bank data is a US account, and the file pays IBANs.',
    refuses: ({ details }, { format }) =>
      details !== null && (details.kind === 'sepa') !== (format === 'pain001'),
  },
  {
    id: 'P5',
    field: 'amount',
    says: 'The amount isn’t a whole number of cents.',
    refuses: ({ amount }) => !Number.isSafeInteger(amount),
  },
  {
    id: 'P6',
    field: 'amount',
    says: 'The amount isn’t above zero.',
    refuses: ({ amount }) => amount <= 0,
  },
  {
    id: 'P7',
    field: 'amount',
    says: 'The amount is more than one transfer can be. Pay it by hand in parts.',
    refuses: ({ amount }, { format }) => amount > mostAmount[format],
  },
  {
    id: 'P8',
    field: 'currency',
    says: ({ currency }, file) => `The payout is in ${currency}, and the file is in ${file.currency}.`,
    refuses: ({ currency }, file) => currency !== file.currency,
  },
  {
    id: 'P9',
    field: 'reference',
    says: 'The key is empty. This is a fault of the program: tell whoever runs it.',
    refuses: ({ reference }) => reference === '',
  },
  {
    id: 'P10',
    field: 'reference',
    says: 'The key is longer than the format takes. This is a fault of the program: tell whoever runs it.',
    refuses: ({ reference }, { format }) => reference.length > (format === 'nacha' ? 15 : 35),
  },
  {
    id: 'P11',
    field: 'reference',
    says: 'The key has characters or slashes that banks refuse. This is a fault of the program: tell whoever runs it.',
    refuses: ({ reference }) => !isSepaKey(reference),
  },
  {
    id: 'P12',
    field: 'hold',
    says: 'Identity or tax data is missing. The consignor gives it under “Your money”, or finance enters it.',
    refuses: ({ hold }) => hold === 'tax',
  },
  {
    id: 'P13',
    field: 'bankData',
    says: 'They were paid by Stripe until lately, and the bank data isn’t used yet.',
    refuses: ({ hold }) => hold === 'paidByChanged',
  },
];
