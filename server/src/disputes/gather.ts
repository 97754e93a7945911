/** What is known of a disputed purchase: order, delivery, emails, terms of that day, and earlier purchases. */
import { countingPurchases, type EarlierPurchase, type PurchaseFacts } from '@holdfast/shared/disputes';
import type { Reservation } from '@holdfast/shared/reservations';
import { type OrderEmailText, textsOfOrder } from '../notifications/index.ts';
import { presentOrder } from '../orders/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { loadReservation } from '../reservations/index.ts';

/** A disputed purchase with everything that a bank may want to see. */
export interface DisputedPurchase {
  order: Reservation;
  buyer: string | null;
  purchase: PurchaseFacts & { userAgent: string | null; terms: string | null };
  emails: OrderEmailText[];
  deliveries: Array<{
    way: string;
    state: string;
    reference: string | null;
    sent_at: Date | null;
    received_at: Date | null;
  }>;
  /** Scans at the gate of our own event, those that were taken back left out. */
  admissions: Array<{ place: string; gate: string; at: Date; by: string }>;
  /** What Stripe knows of the card's address; null: nothing. */
  billingAddress: string | null;
  /** Earlier purchases that count by Visa's rules. */
  earlier: EarlierPurchase[];
}

/** @param disputedAt when the dispute was opened */
export async function gatherPurchase(
  trx: Trx,
  engine: Engine,
  { paymentId, reservationId, disputedAt }: { paymentId: string; reservationId: string; disputedAt: Date },
): Promise<Omit<DisputedPurchase, 'billingAddress'> & { intentId: string | null }> {
  const row = await loadReservation(trx, reservationId);
  const [person] = await queryPrepared<{ name: string }>(
    trx,
    'SELECT name FROM accounts_people_named WHERE id = $1',
    [row.fan_id],
  );
  const [facts] = await queryPrepared<{
    ip: string | null;
    user_agent: string | null;
    device: string | null;
    terms: string | null;
  }>(trx, 'SELECT ip, user_agent, device, terms FROM payments_purchase_facts WHERE payment_id = $1', [
    paymentId,
  ]);
  const purchase = {
    ip: facts?.ip ?? null,
    device: facts?.device ?? null,
    account: row.fan_id.startsWith('per_') ? row.fan_id : null,
    email: row.email,
  };
  const [payment] = await queryPrepared<{ stripe_id: string | null }>(
    trx,
    'SELECT stripe_id FROM payments_charges WHERE id = $1',
    [paymentId],
  );
  const candidates = await earlierOf(trx, paymentId, purchase);
  return {
    order: await presentOrder(trx, engine, row),
    intentId: payment?.stripe_id ?? null,
    buyer: person?.name ?? null,
    purchase: { ...purchase, userAgent: facts?.user_agent ?? null, terms: facts?.terms ?? null },
    emails: await textsOfOrder(trx, reservationId),
    deliveries: await queryPrepared(
      trx,
      'SELECT way, state, reference, sent_at, received_at FROM deliveries_made WHERE reservation_id = $1 ORDER BY id',
      [reservationId],
    ),
    admissions: await admissionsOf(trx, reservationId),
    earlier: countingPurchases(purchase, disputedAt.toISOString(), candidates),
  };
}

/** Who came in with the tickets of an order, in the order of their coming. */
export function admissionsOf(trx: Trx, reservationId: string): Promise<DisputedPurchase['admissions']> {
  return queryPrepared(
    trx,
    `SELECT CASE WHEN t.seat IS NULL THEN l.ticket_type ELSE format('section %s, row %s, seat %s', t.section, t."row", t.seat) END AS place,
       a.gate, a.admitted_at AS at, p.name AS by
     FROM gate_admitted a JOIN tickets_admissions t ON t.id = a.ticket_id JOIN listings_offered l ON l.id = t.listing_id
     JOIN accounts_people_named p ON p.id = a.admitted_by
     WHERE a.reservation_id = $1 AND a.undone_at IS NULL ORDER BY a.admitted_at, a.id`,
    [reservationId],
  );
}

/** Captured and neither refunded nor disputed payments that share the address, the account or the device. */
async function earlierOf(trx: Trx, paymentId: string, { device, account, email }: PurchaseFacts) {
  const rows = await queryPrepared<PurchaseFacts & { stripeId: string; at: Date }>(
    trx,
    `SELECT p.stripe_id AS "stripeId", r.paid_at AS at, f.ip, f.device, CASE WHEN r.fan_id LIKE 'per\\_%' THEN r.fan_id END AS account, r.email
     FROM payments_charges p JOIN reservations_orders r ON r.id = p.reservation_id
     LEFT JOIN payments_purchase_facts f ON f.payment_id = p.id
     WHERE (r.fan_id = coalesce($2::text, $3::text) OR r.email = $4) AND p.id <> $1 AND r.state = 'paid' AND r.paid_at IS NOT NULL
       AND p.stripe_id IS NOT NULL AND p.refunded_amount + p.refunding_amount = 0
       AND NOT EXISTS (SELECT FROM payments_disputes d WHERE d.payment_id = p.id)
     ORDER BY r.paid_at DESC LIMIT 200`,
    [paymentId, account, device, email],
  );
  return rows.map(({ at, ...purchase }) => ({ ...purchase, at: at.toISOString() }));
}
