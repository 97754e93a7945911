/** Records of Connect: accounts of those whom the merchant pays, and what is sent to them. */
import type { RecordBase } from './recordBase.ts';

/** What a connected account still has to give: Stripe's names of requirements. */
export type AccountStanding = 'started' | 'incomplete' | 'complete' | 'rejected';

/** An Express account of somebody whom the merchant pays. */
export interface ConnectedAccount extends RecordBase {
  kind: 'account';
  email: string | null;
  country: string;
  /** ISO 4217, lower case. */
  defaultCurrency: string;
  standing: AccountStanding;
  /** Its owner disconnected it from the merchant. */
  deauthorized: boolean;
  /** What was transferred to it and neither reversed nor paid out, minor units of `defaultCurrency`. */
  balance: number;
  metadata: Record<string, string>;
}

/** A link to a hosted page of a connected account, which opens it once. */
export interface AccountLink extends RecordBase {
  kind: 'accountLink';
  account: string;
  /** `login`: the account's own page. */
  purpose: 'onboarding' | 'login';
  refreshUrl: string | null;
  returnUrl: string | null;
  /** Whether a browser opened it already. */
  opened: boolean;
}

/** A part of a transfer that was taken back. */
export interface Reversal {
  id: string;
  created: number;
  amount: number;
  metadata: Record<string, string>;
  transaction: string;
}

/** Money sent from the merchant's balance to a connected account. */
export interface Transfer extends RecordBase {
  kind: 'transfer';
  amount: number;
  currency: string;
  destination: string;
  description: string | null;
  transferGroup: string | null;
  metadata: Record<string, string>;
  transaction: string;
  /** Newest last. */
  reversals: Reversal[];
}
