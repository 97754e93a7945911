/**
 * What a bank refused or sent back before, and would again: its last word of this bank data, which hasn't changed since. A rule has the
 * bank's own code. Codes that say nothing of the bank data (too little money, a day, asked back) aren't here. Sources: ISO 20022
 * external code sets; EPC135-18, reason codes of SEPA credit transfers; Nacha operating rules, appendix 4.
 */
import { meaningOf } from '../answers/codes.ts';
import type { PaymentRule } from './paymentRules.ts';

/** Codes by the field that is wrong. */
const codes: Readonly<Record<string, readonly string[]>> = {
  accountNumber: ['R02', 'R03', 'R04', 'R16', 'R17', 'R20', 'R23'],
  routingNumber: ['R12', 'R13', 'R28', 'R34'],
  iban: ['AC01', 'AC03', 'AC04', 'AC06', 'AC07', 'AC13', 'AC14', 'AG01', 'MS02', 'RR04'],
  bic: ['CNOR', 'RC01', 'RC04', 'RC07'],
  holder: ['R14', 'R15', 'R21', 'R22', 'BE01', 'BE06', 'BE08', 'MD07'],
  town: ['BE04', 'RR03'],
  country: ['BE11'],
};

/** One rule for each code. */
export const answerRules: readonly PaymentRule[] = Object.entries(codes).flatMap(([field, ofField]) =>
  ofField.map((code) => ({
    id: code,
    field,
    says: `${meaningOf(code, null)} (${code}), said the bank of the last payout to it. The consignor gives other bank data, or finance enters the same again where the bank was wrong.`,
    refuses: ({ lastWord }) => lastWord === code,
  })),
);
