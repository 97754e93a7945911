/** Rows of the views that accounting publishes. Amounts are minor units: debits above zero, credits below. */
import type { PostingKind } from '@holdfast/shared/accounting';

/** Each entry of the ledger as the sums count it. */
export interface AccountingEntries {
  transaction_id: string;
  currency: string;
  booked: string;
  reserved: string;
  paid: string;
  event_id: string;
  account: string;
  kind: PostingKind;
  debits: number;
  credits: number;
  firsts: number;
  transactions: number;
}

/** The whole ledger by day, at this instant. */
export interface AccountingByDay {
  currency: string;
  booked: string;
  reserved: string;
  paid: string;
  /** `consignor:` for those of all consignors. */
  account: string;
  kind: PostingKind;
  debits: number;
  credits: number;
  entries: number;
  /** How many transactions they are. */
  firsts: number;
}

/** The whole ledger by day and event, at this instant. */
export interface AccountingByEvent {
  currency: string;
  booked: string;
  reserved: string;
  paid: string;
  /** Empty: about no event. */
  event_id: string;
  /** `consignor:` for those of all consignors. */
  account: string;
  kind: PostingKind;
  debits: number;
  credits: number;
  entries: number;
  /** How many transactions they are. */
  firsts: number;
}

/** The accounts of consignors by day, at this instant. */
export interface AccountingByConsignor {
  currency: string;
  booked: string;
  reserved: string;
  paid: string;
  account: string;
  kind: PostingKind;
  debits: number;
  credits: number;
  entries: number;
  transactions: number;
}

/** The accounts of consignors by event, at this instant. */
export interface AccountingByConsignorEvent {
  currency: string;
  /** Empty: about no event. */
  event_id: string;
  account: string;
  kind: PostingKind;
  debits: number;
  credits: number;
  entries: number;
  transactions: number;
}

/** Noted bookings, once for the day of payout under which the sums hold them (`sign` -1), and once for the one of now (1). */
export interface AccountingMoved {
  transaction_id: string;
  paid_on: string;
  sign: number;
}

/** What was paid out by the day of payout and event, at this instant. Where a booking moves, its figures are taken off one day. */
export interface AccountingByPayoutDay {
  currency: string;
  paid_on: string;
  /** Empty: about no event. */
  event_id: string;
  /** `consignor:` for those of all consignors. */
  account: string;
  kind: PostingKind;
  debits: number;
  credits: number;
  entries: number;
  /** How many transactions they are. */
  firsts: number;
}

/** The accounts of consignors by the day of payout, at this instant. */
export interface AccountingConsignorsByPayoutDay {
  currency: string;
  paid_on: string;
  account: string;
  kind: PostingKind;
  debits: number;
  credits: number;
  entries: number;
  transactions: number;
}
