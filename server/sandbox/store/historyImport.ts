/** Imports payments that were made before this sandbox existed, so that they can be refunded. */
import type { Database } from '../../src/platform/db/index.ts';
import { chargeFee } from '../balance.ts';
import { testCard } from '../cards.ts';
import {
  type BalanceTransaction,
  encodeRecord,
  newCharge,
  newPayment,
  type Payment,
  type Refund,
} from '../records.ts';

/** One captured payment of the past. */
export interface HistoryPayment {
  /** `pi_…` */
  id: string;
  /** Minor units. */
  amount: number;
  /** ISO 4217, lower case. */
  currency: string;
  /** ISO instant. */
  at: string;
  email: string | null;
  metadata: Record<string, string>;
  /** Refunded completely. */
  refund: { id: string; at: string } | null;
}

const rowsAtOnce = 1_000;

/**
 * Adds captured payments and their refunds to a sandbox's records; known payments stay unchanged. No webhook
 * is sent. Does nothing when the sandbox's schema doesn't exist.
 * @returns how many payments were added
 */
export async function importHistory(
  db: Database,
  payments: readonly HistoryPayment[],
  schema = 'sandbox',
): Promise<number> {
  const [{ found }] = (await db.raw('SELECT to_regclass(?) IS NOT NULL AS found', [`${schema}.records`]))
    .rows;
  if (!found) return 0;
  const records = payments.flatMap((payment, n) => recordsOf(payment, -(payments.length - n) * 4));
  let added = 0;
  for (let from = 0; from < records.length; from += rowsAtOnce) {
    const part = records.slice(from, from + rowsAtOnce);
    const { rowCount } = await db.raw(
      `INSERT INTO ${schema}.records (id, kind, seq, parent, created, due_at, body)
       SELECT r->>'id', r->>'kind', (r->>'seq')::bigint, r->>'parent', (r->>'created')::bigint, NULL, r
       FROM json_array_elements(?::json) AS r ON CONFLICT (id) DO NOTHING`,
      [`[${part.map(encodeRecord).join(',')}]`],
    );
    added += rowCount;
  }
  return added;
}

const secondsOf = (at: string) => Math.floor(Date.parse(at) / 1_000);

/** @param seq negative: before everything that the sandbox itself recorded */
function recordsOf(past: HistoryPayment, seq: number): Array<Payment | Refund | BalanceTransaction> {
  const { id, amount, currency, email, metadata, refund } = past;
  const created = secondsOf(past.at);
  const card = {
    ...testCard('4242424242424242')!,
    id: `pm_${id.slice(3)}`,
    created,
    email,
    name: null,
    postalCode: null,
    expMonth: 12,
    expYear: new Date(past.at).getUTCFullYear() + 3,
  };
  const charge = {
    ...newCharge(id, 1, card, created),
    paid: true,
    captured: true,
    amountCaptured: amount,
    amountRefunded: refund ? amount : 0,
  };
  const payment: Payment = {
    kind: 'payment',
    seq,
    created,
    parent: null,
    dueAt: null,
    ...newPayment(id, {
      amount,
      currency,
      metadata,
      card,
      captureMethod: 'manual',
      status: 'succeeded',
      receiptEmail: email,
      charges: [charge],
    }),
  };
  const movement = { kind: 'transaction', parent: id, dueAt: null, currency } as const;
  const charged: BalanceTransaction = {
    ...movement,
    id: `txn_${id.slice(3)}`,
    seq: seq + 1,
    created,
    type: 'charge',
    amount,
    fee: chargeFee(amount),
    source: charge.id,
  };
  if (!refund) return [payment, charged];
  const refundedAt = secondsOf(refund.at);
  const movedBack: BalanceTransaction = {
    ...movement,
    id: `txn_${refund.id.slice(3)}_back`,
    seq: seq + 3,
    created: refundedAt,
    type: 'refund',
    amount: -amount,
    fee: 0,
    source: refund.id,
  };
  const refunded: Refund = {
    kind: 'refund',
    id: refund.id,
    seq: seq + 2,
    created: refundedAt,
    parent: id,
    dueAt: null,
    charge: charge.id,
    amount,
    currency,
    status: 'succeeded',
    metadata: {},
    reason: null,
    failureReason: null,
  };
  return [payment, charged, movedBack, refunded];
}
