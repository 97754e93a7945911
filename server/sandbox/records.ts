import type { CardKind, Decline } from './cards.ts';
import type { AccountLink, ConnectedAccount, Transfer } from './connectRecords.ts';
import { chargeId, newId } from './ids.ts';
import type { RecordBase } from './recordBase.ts';

/** A card as a payment stores it: never its number or its CVC. */
export interface PaymentCard extends CardKind {
  /** `pm_…` */
  id: string;
  created: number;
  expMonth: number;
  expYear: number;
  name: string | null;
  email: string | null;
  postalCode: string | null;
}

/** One attempt to charge. Amounts in minor units of the payment's currency. */
export interface Charge {
  id: string;
  created: number;
  card: PaymentCard;
  authenticated: boolean;
  paid: boolean;
  captured: boolean;
  /** Canceled or expired before it was captured. */
  voided: boolean;
  amountCaptured: number;
  amountRefunded: number;
  /** What an open or lost dispute has taken back. */
  disputedAmount: number;
  disputed: boolean;
  decline: Decline | null;
}

/** A charge before the bank has answered. @param created seconds since 1970 */
export const newCharge = (
  paymentId: string,
  attempt: number,
  card: PaymentCard,
  created: number,
): Charge => ({
  id: chargeId(paymentId, attempt),
  created,
  card,
  authenticated: false,
  paid: false,
  captured: false,
  voided: false,
  amountCaptured: 0,
  amountRefunded: 0,
  disputedAmount: 0,
  disputed: false,
  decline: null,
});

/** Stripe's statuses of a payment intent. */
export type PaymentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'processing'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

/** Why the last attempt of a payment failed. */
export interface PaymentFailure {
  type: 'card_error' | 'invalid_request_error';
  code: string;
  declineCode: string | null;
  message: string;
  charge: string | null;
  card: PaymentCard;
}

/** A payment intent with its charges in one record, so that they can't disagree. */
export interface Payment extends RecordBase {
  kind: 'payment';
  amount: number;
  currency: string;
  captureMethod: 'manual' | 'automatic';
  status: PaymentStatus;
  clientSecret: string;
  description: string | null;
  receiptEmail: string | null;
  returnUrl: string | null;
  /** The 3-D Secure page, while the payment waits for the cardholder. */
  bankUrl: string | null;
  metadata: Record<string, string>;
  card: PaymentCard | null;
  charges: Charge[];
  failure: PaymentFailure | null;
  canceledAt: number | null;
  cancellationReason: string | null;
  /** While processing: how it will end. */
  settlesAs: 'succeeded' | 'failed' | null;
}

/** A payment before its first attempt; everything that isn't given is empty. */
export const newPayment = (
  id: string,
  given: Pick<Payment, 'amount' | 'currency' | 'captureMethod' | 'metadata'> & Partial<Payment>,
) => ({
  id,
  status: 'requires_payment_method' as PaymentStatus,
  clientSecret: newId(`${id}_secret`),
  description: null,
  receiptEmail: null,
  returnUrl: null,
  bankUrl: null,
  card: null,
  charges: [],
  failure: null,
  canceledAt: null,
  cancellationReason: null,
  settlesAs: null,
  ...given,
});

/** A refund of a payment. */
export interface Refund extends RecordBase {
  kind: 'refund';
  parent: string;
  charge: string;
  amount: number;
  currency: string;
  status: 'pending' | 'succeeded' | 'failed';
  reason: string | null;
  failureReason: string | null;
  metadata: Record<string, string>;
}

/** A dispute of a charge. */
export interface Dispute extends RecordBase {
  kind: 'dispute';
  parent: string;
  charge: string;
  amount: number;
  currency: string;
  reason: string;
  /** The `warning_` ones are inquiries, which take no money. */
  status:
    | 'warning_needs_response'
    | 'warning_under_review'
    | 'warning_closed'
    | 'needs_response'
    | 'under_review'
    | 'won'
    | 'lost';
  /** While under review: how it will end, or null when the evidence decides nothing. */
  settlesAs: 'won' | 'lost' | null;
  /** By Stripe's names; `enhanced_evidence` is an object. */
  evidence: Record<string, unknown>;
  submissions: number;
  metadata: Record<string, string>;
}

/** A movement that tests plant in the balance, and that no transaction names. */
export interface Planted extends RecordBase {
  kind: 'planted';
  amount: number;
  currency: string;
}

/** Money sent to the merchant's bank. */
export interface Payout extends RecordBase {
  kind: 'payout';
  amount: number;
  currency: string;
  status: 'paid' | 'failed';
  transaction: string;
}

/** An uploaded file; its bytes as base64. */
export interface StoredFile extends RecordBase {
  kind: 'file';
  name: string;
  purpose: string;
  size: number;
  data: string;
}

/** One movement of the balance. Amounts in minor units; below zero, money leaves. */
export interface BalanceTransaction extends RecordBase {
  kind: 'transaction';
  /** Stripe's word: `charge`, `refund`, `refund_failure`, `adjustment`, `payout`, `stripe_fee`, … */
  type: string;
  amount: number;
  /** What the gateway keeps of it. */
  fee: number;
  currency: string;
  /** The charge, refund, dispute, payout, transfer or reversal that moved it; null: nothing that has an id. */
  source: string | null;
}

/** A card form's result; it can be used once. */
export interface ConfirmationToken extends RecordBase {
  kind: 'token';
  card: PaymentCard;
  usedBy: string | null;
}

/** The first response to an idempotency key; `text` is its JSON, byte for byte. */
export interface Answer extends RecordBase {
  kind: 'answer';
  requestHash: string;
  requestId: string;
  status: number;
  text: string;
}

/** An event; `text` is the webhook's body, byte for byte. */
export interface GatewayEvent extends RecordBase {
  kind: 'event';
  type: string;
  /** The connected account on which it happened; the merchant's own events have none. */
  account?: string;
  text: string;
}

/** The sandbox's own settings. */
export interface Settings extends RecordBase {
  kind: 'settings';
  clockOffsetMs: number;
}

/** Any stored record. */
export type SandboxRecord =
  | Payment
  | Refund
  | Dispute
  | BalanceTransaction
  | ConfirmationToken
  | StoredFile
  | Payout
  | Planted
  | ConnectedAccount
  | AccountLink
  | Transfer
  | Answer
  | GatewayEvent
  | Settings;

/** The kind of a record. */
export type Kind = SandboxRecord['kind'];
/** The record of a kind. */
export type RecordOf<K extends Kind> = Extract<SandboxRecord, { kind: K }>;

/** What is given of a new record; the rest begins empty. */
export type New<K extends Kind, R extends RecordBase = RecordOf<K>> = Omit<
  R,
  'kind' | 'id' | 'seq' | 'created' | 'dueAt' | (null extends R['parent'] ? 'parent' : never)
> &
  Partial<R>;

/** How Stripe calls each kind: the prefix of its ids, its name in errors, and the parameter with its id. */
export const stripeNames: Record<Kind, readonly [prefix: string, noun: string, parameter: string]> = {
  payment: ['pi', 'payment_intent', 'intent'],
  refund: ['re', 'refund', 'id'],
  dispute: ['du', 'dispute', 'dispute'],
  transaction: ['txn', 'balance_transaction', 'id'],
  token: ['ctoken', 'confirmationtoken', 'confirmation_token'],
  file: ['file', 'file', 'id'],
  payout: ['po', 'payout', 'id'],
  planted: ['planted', 'planted', 'id'],
  account: ['acct', 'account', 'account'],
  accountLink: ['link', 'account_link', 'id'],
  transfer: ['tr', 'transfer', 'id'],
  event: ['evt', 'event', 'id'],
  answer: ['answer', 'answer', 'id'],
  settings: ['settings', 'settings', 'id'],
};

/**
 * A record as JSON. `text` is JSON already and is inserted unchanged, so it isn't parsed and comes back byte
 * for byte.
 */
export function encodeRecord(record: SandboxRecord): string {
  if (record.kind !== 'answer' && record.kind !== 'event') return JSON.stringify(record);
  const { text, ...rest } = record;
  return `${JSON.stringify(rest).slice(0, -1)},"content":${text}}`;
}

/** The record that a stored JSON value stands for. */
export function decodeRecord(body: unknown): SandboxRecord {
  const value = body as SandboxRecord & { content?: unknown };
  if (value.kind !== 'answer' && value.kind !== 'event') return value;
  const { content, ...rest } = value;
  return { ...rest, text: JSON.stringify(content) } as Answer | GatewayEvent;
}
