/** Rows of the views that connectedAccounts publishes; `server/rooms/views.test.ts` compares them with the schema. */
import type { ConnectedState, PaidBy, paidByHolds } from '@holdfast/shared/connectedAccounts';

/** How each consignor is paid who ever chose, with the account at Stripe, and why that holds payouts back now. */
export interface ConnectedAccountsStanding {
  consignor_id: string;
  paid_by: PaidBy;
  usable_from: Date;
  account_id: string | null;
  stripe_id: string | null;
  state: ConnectedState | null;
  /** Stripe's names of what it asks for. */
  missing: string[] | null;
  reason: string | null;
  currency: string | null;
  hold: (typeof paidByHolds)[number] | null;
}
