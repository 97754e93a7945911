/** Imports payments that were made before this sandbox existed, so that they can be refunded. */
import type { Database } from '../src/platform/db/index.ts';
import { chargeId } from './ids.ts';
import { encodeRecord, type Payment, type Refund } from './records.ts';

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
  const records = payments.flatMap((payment, n) => recordsOf(payment, -(payments.length - n) * 2));
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

/** @param seq negative: before everything that the sandbox itself recorded */
function recordsOf(
  { id, amount, currency, at, email, metadata, refund }: HistoryPayment,
  seq: number,
): Array<Payment | Refund> {
  const created = Math.floor(Date.parse(at) / 1_000);
  const charge = chargeId(id, 1);
  const card = {
    brand: 'visa',
    last4: '4242',
    funding: 'credit' as const,
    country: 'US',
    behavior: 'succeeds' as const,
    id: `pm_${id.slice(3)}`,
    created,
    expMonth: 12,
    expYear: new Date(at).getUTCFullYear() + 3,
    name: null,
    email,
    postalCode: null,
  };
  const payment: Payment = {
    id,
    kind: 'payment',
    seq,
    created,
    parent: null,
    dueAt: null,
    amount,
    currency,
    captureMethod: 'manual',
    status: 'succeeded',
    clientSecret: `${id}_secret_past`,
    description: null,
    receiptEmail: email,
    returnUrl: null,
    bankUrl: null,
    metadata,
    card,
    charges: [
      {
        id: charge,
        created,
        card,
        authenticated: false,
        paid: true,
        captured: true,
        voided: false,
        amountCaptured: amount,
        amountRefunded: refund ? amount : 0,
        disputedAmount: 0,
        disputed: false,
        decline: null,
      },
    ],
    failure: null,
    canceledAt: null,
    cancellationReason: null,
    settlesAs: null,
  };
  if (!refund) return [payment];
  return [
    payment,
    {
      id: refund.id,
      kind: 'refund',
      seq: seq + 1,
      created: Math.floor(Date.parse(refund.at) / 1_000),
      parent: id,
      dueAt: null,
      paymentId: id,
      charge,
      amount,
      currency,
      status: 'succeeded',
      reason: null,
      failureReason: null,
      metadata: {},
    },
  ];
}
