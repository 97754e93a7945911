/** Payments as their fan, and the live page, read them. */
import { type Payment, paymentStateOf } from '@holdfast/shared/payments';
import { type PaymentContext, paymentMachine } from '@holdfast/shared/payments/machines';
import type { Reservation } from '@holdfast/shared/reservations';
import type { Engine } from '../platform/actors/index.ts';
import { type Columns, type Database, queryPrepared, type Trx } from '../platform/db/index.ts';
import type { StoredActor } from '../reservations/index.ts';
import type { StoredPayment } from './StoredPayment.ts';

export type PaymentRow = Pick<
  Columns<StoredPayment>,
  | 'id'
  | 'reservation_id'
  | 'state'
  | 'amount'
  | 'currency'
  | 'created_at'
  | 'snapshot'
  | 'machine_version'
  | 'version'
>;

export function presentPayment(engine: Engine, row: PaymentRow): Payment {
  const { clientSecret, nextActionUrl, decline, card } = engine.contextOf(paymentMachine, row);
  const state = paymentStateOf(row.state);
  const waits = state === 'requiresAction';
  return {
    id: row.id,
    reservationId: row.reservation_id,
    state,
    amount: { amount: row.amount, currency: row.currency },
    clientSecret: waits ? clientSecret : null,
    nextActionUrl: waits ? nextActionUrl : null,
    decline: decline && presentDecline(decline),
    card: card && { brand: card.brand, last4: card.last4 },
    createdAt: row.created_at.toISOString(),
  };
}

function presentDecline({
  code,
  message,
  retryAt,
}: NonNullable<PaymentContext['decline']>): NonNullable<Payment['decline']> {
  if (retryAt === undefined) return { code, message };
  return { code, message, retryAfter: Math.max(1, Math.ceil((Date.parse(retryAt) - Date.now()) / 1000)) };
}

export async function newestPayments(
  trx: Trx,
  engine: Engine,
  reservationIds: string[],
): Promise<Map<string, Reservation['payment']>> {
  const rows = await queryPrepared<PaymentRow>(
    trx,
    `SELECT DISTINCT ON (reservation_id) id, reservation_id, state, amount, currency, created_at, snapshot, machine_version, version
     FROM payments WHERE reservation_id = ANY($1::text[]) ORDER BY reservation_id, id DESC`,
    [reservationIds],
  );
  return new Map(rows.map((row) => [row.reservation_id, fanPaymentOf(engine, row)]));
}

/** A payment as its order shows it. @param row as it stands, or as it stood */
export function fanPaymentOf(engine: Engine, row: PaymentRow): NonNullable<Reservation['payment']> {
  const { id, state, clientSecret, nextActionUrl, decline, card } = presentPayment(engine, row);
  const { withheldAmount, refundedAmount, refundingAmount } = engine.contextOf(paymentMachine, row);
  const of = (amount: number) => ({ amount, currency: row.currency });
  return {
    id,
    state,
    clientSecret,
    nextActionUrl,
    decline,
    card,
    refunded: of(refundedAmount),
    refunding: of(refundingAmount),
    withheld: withheldAmount > 0,
  };
}

/** A fan's own payment. Polled during 3-D Secure, so it is one statement. */
export async function findOwnPayment(
  db: Database,
  id: string,
  fanId: string | null,
): Promise<PaymentRow | null> {
  const [row] = await queryPrepared<PaymentRow>(
    db,
    `SELECT p.id, p.reservation_id, p.state, p.amount, p.currency, p.created_at, p.snapshot, p.machine_version, p.version
     FROM payments p JOIN reservations_orders r ON r.id = p.reservation_id WHERE p.id = $1 AND r.fan_id = $2`,
    [id, fanId ?? ''],
  );
  return row ?? null;
}

/** What a payment is to Stripe, and how it stands. A purchase asks three times, so it is planned once. */
export type PaymentAtStripe = Pick<
  Columns<StoredPayment>,
  'id' | 'reservation_id' | 'amount' | 'currency' | 'stripe_id' | 'snapshot' | 'machine_version'
>;

const atStripe =
  'SELECT id, reservation_id, amount, currency, stripe_id, snapshot, machine_version FROM payments WHERE';

/** @returns null where there is none of that id */
export async function findPayment(db: Database, id: string): Promise<PaymentAtStripe | null> {
  return (await queryPrepared<PaymentAtStripe>(db, `${atStripe} id = $1`, [id]))[0] ?? null;
}

/** @param stripeId of its payment intent */
export async function findPaymentOf(db: Database, stripeId: string): Promise<PaymentAtStripe | null> {
  return (await queryPrepared<PaymentAtStripe>(db, `${atStripe} stripe_id = $1`, [stripeId]))[0] ?? null;
}

/** A reservation's payments, then their refunds and their disputes, newest first, as the engine stores them. */
export function paymentActors(trx: Trx, reservationId: string): Promise<StoredActor[]> {
  return queryPrepared<StoredActor>(
    trx,
    `SELECT id, state, version, snapshot, machine_version FROM (
       SELECT 1 AS rank, id, state, version, snapshot, machine_version FROM payments WHERE reservation_id = $1
       UNION ALL SELECT 2, f.id, f.state, f.version, f.snapshot, f.machine_version FROM refunds f JOIN payments p ON p.id = f.payment_id WHERE p.reservation_id = $1
       UNION ALL SELECT 3, d.id, d.state, d.version, d.snapshot, d.machine_version FROM disputes d JOIN payments p ON p.id = d.payment_id WHERE p.reservation_id = $1
     ) actors ORDER BY rank, id DESC`,
    [reservationId],
  );
}
