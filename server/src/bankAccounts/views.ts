/** Rows of the views that bankAccounts publishes; `server/rooms/views.test.ts` compares them with the schema. */
import type { BankAccountKind, BankHold } from '@holdfast/shared/bankAccounts';

/** Each consignor with the bank data in use, and why it holds payouts back now. */
export interface BankAccountsStanding {
  consignor_id: string;
  account_id: string | null;
  kind: BankAccountKind | null;
  holder: string | null;
  last_four: string | null;
  usable_from: Date | null;
  hold: BankHold | null;
}

/** Bank data of consignors, also what was in use before. */
export interface BankAccountsGiven {
  id: string;
  consignor_id: string;
  kind: BankAccountKind;
  last_four: string;
  given_at: Date;
  ended_at: Date | null;
}
