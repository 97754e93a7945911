/** Rows of the views that payouts publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */
import type { PayoutAttempt, PayoutState, PayoutWay } from '@holdfast/shared/payouts';

/** Payouts in every state. */
export interface PayoutsMade {
  id: string;
  run_id: string;
  consignor_id: string;
  amount: number;
  currency: string;
  state: PayoutState;
  version: number;
  created_at: Date;
  way: PayoutWay | null;
  reference: string | null;
  paid_on: string | null;
}

/** Entries of the books that payouts hold, or held until they were released. */
export interface PayoutsLines {
  payout_id: string;
  transaction_id: string;
  line: number;
  released_at: Date | null;
  /** The business day on which the payout was paid; null: it isn't. */
  paid_on: string | null;
}

/** Bookings of the ledger that a paid payout holds an entry of. */
export interface PayoutsPaidBookings {
  transaction_id: string;
  /** The business day on which it was paid; of several payouts the first. */
  paid_on: string;
}

/** What consignors have of lost orders, while nobody has decided who bears it. */
export interface PayoutsLossesWaiting {
  consignor_id: string;
  reservation_id: string;
  currency: string;
  amount: number;
  at: Date;
  lost_at: Date;
}

/** Payouts that wait for finance since their last attempt failed or came back; `kept`: Stripe was asked to take it back, and didn't. */
export interface PayoutsRefused {
  id: string;
  run_id: string;
  consignor_id: string;
  attempt_id: string;
  way: PayoutWay;
  how: 'failed' | 'returned' | 'kept';
  reason: string | null;
  at: Date;
}

/** Ways out of payouts, by hand, by bank file or by Stripe. */
export interface PayoutsAttempts {
  id: string;
  payout_id: string;
  number: number;
  way: PayoutWay;
  reference: string;
  file_id: string | null;
  bank_account_id: string | null;
  amount: number;
  currency: string;
  state: PayoutAttempt['state'];
  reason: string | null;
  paid_on: string | null;
  begun_at: Date;
  ended_at: Date | null;
  connected_account_id: string | null;
  /** Stripe's. */
  transfer_id: string | null;
  /** The causes of its entries in the books. */
  begun_cause: string | null;
  ended_cause: string | null;
}
