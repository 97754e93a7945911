/** What a file is made of. */
import type { BankDetails, BankHold, BankOrigins } from '@holdfast/shared/bankAccounts';
import type { BankFileFormat } from '@holdfast/shared/bankFiles';

/** One payout as a file pays it. */
export interface BankPayment {
  payoutId: string;
  consignor: { id: string; name: string };
  /** Minor units. */
  amount: number;
  currency: string;
  /** The key by which the bank names it, to consignor and marketplace; of its attempt alone. */
  reference: string;
  /** Of an ACH file: the last seven digits of its trace number. */
  trace: string;
  /** Null: the consignor gave no bank data. */
  details: BankDetails | null;
  bankAccountId: string | null;
  /** The code with which the bank refused or returned the last payout to this bank data; null: it didn't. */
  lastWord: string | null;
  /** Why it isn't paid now. */
  /** `paidByChanged`: they were paid by Stripe until lately. */
  hold: BankHold | 'finance' | 'tax' | 'paidByChanged' | null;
}

/** A file before it is written. */
export interface BankFileDraft {
  format: BankFileFormat;
  messageId: string;
  /** Of an ACH file: tells files of one day apart. */
  modifier: string;
  /** The instant in the marketplace's zone, `2026-11-29T16:25:00`. */
  madeAt: string;
  /** The marketplace's day. */
  today: string;
  paysOn: string;
  currency: string;
  origins: BankOrigins;
  payments: readonly BankPayment[];
}

/** The sum of payments, minor units. */
export const totalOf = (payments: readonly BankPayment[]): number =>
  payments.reduce((sum, { amount }) => sum + amount, 0);
