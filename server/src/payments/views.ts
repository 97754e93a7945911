/** Rows of the views that payments publishes; `server/rooms/views.test.ts` compares them with the schema. Amounts are minor units. */
import type { Snapshot } from '../platform/actors/index.ts';

/** Payments, as other rooms read them; the state without its group (`refunded`), amounts given back and on their way back. Read the snapshot through the engine, which upgrades it. */
export interface PaymentsCharges {
  id: string;
  reservation_id: string;
  amount: number;
  currency: string;
  stripe_id: string | null;
  created_at: Date;
  state: string;
  version: number;
  snapshot: Snapshot;
  machine_version: number;
  refunded_amount: number;
  refunding_amount: number;
  /** The last four digits of the card; null until the bank named it. */
  card_last4: string | null;
  /** What the bank holds in disputes. */
  withheld_amount: number;
}

/** Refunds with the reservation that they refund. */
export interface PaymentsRefunds {
  id: string;
  payment_id: string;
  reservation_id: string;
  amount: number;
  currency: string;
  stripe_id: string | null;
  created_at: Date;
  state: string;
  version: number;
  /** The bank returned it after it was done. */
  returned: boolean;
}

/** Tickets that refunds are for, with the state of the refund. */
export interface PaymentsRefundTickets {
  refund_id: string;
  reservation_id: string;
  ticket_id: string;
  listing_id: string;
  proceeds_amount: number;
  commission_amount: number;
  fee_amount: number;
  /** What the refund gives back of the ticket. */
  amount: number;
  /** Whether its place may be sold again while the event is ahead. */
  back_on_sale: boolean;
  /** When the refund was given up: the ticket stays good. */
  given_up_at: Date | null;
  state: string;
}

/** From where payments were begun, and the terms of that day. */
export interface PaymentsPurchaseFacts {
  payment_id: string;
  ip: string | null;
  user_agent: string | null;
  /** The browser's cookie of a guest; null for who was signed in. */
  device: string | null;
  at: Date;
  terms: string;
}

/** Disputes with the reservation whose payment they are about. Read the snapshot through the engine, which upgrades it. */
export interface PaymentsDisputes {
  id: string;
  payment_id: string;
  reservation_id: string;
  amount: number;
  currency: string;
  stripe_id: string;
  created_at: Date;
  state: string;
  version: number;
  snapshot: Snapshot;
  machine_version: number;
}

/** Payments without an outcome, of which few are at a time; the state without its group. */
export interface PaymentsUnderway {
  id: string;
  reservation_id: string;
  state: string;
  created_at: Date;
}

/** Stripe's events that could not be processed. */
export interface PaymentsEventsFailed {
  id: string;
  type: string;
  object_id: string | null;
  received_at: Date;
  attempts: number;
  error: string | null;
}
