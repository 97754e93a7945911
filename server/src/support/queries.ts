/** What support looks for: reservations and payments, over all of them. */
import type { PaymentRow, paymentQuery, ReservationRow, reservationQuery } from '@holdfast/shared/support';
import type { z } from 'zod';
import { type Database, inTransaction, run } from '../platform/db/index.ts';

const pattern = (q: string | undefined) => (q ? `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` : null);
const statesOf = (text: string | undefined) => (text ? text.split(',') : null);
const directionOf = (order: 'asc' | 'desc') => (order === 'asc' ? 'ASC' : 'DESC');

interface FoundReservation {
  id: string;
  code: string;
  state: ReservationRow['state'];
  event_name: string;
  starts_at: Date;
  time_zone: string;
  ticket_count: number;
  seats: string | null;
  total_amount: number;
  currency: string;
  email: string | null;
  expires_at: Date;
  created_at: Date;
  payment_state: string | null;
  attention: string | null;
}

const reservationSorts = {
  createdAt: 'r.id',
  expiresAt: 'r.expires_at',
  total: 'r.total_amount',
  state: 'r.state',
};

const reservationMatches = `
  ($1::text IS NULL OR r.code ILIKE $1 OR r.email ILIKE $1 OR r.id = btrim($1, '%')
    OR EXISTS (SELECT 1 FROM payments p WHERE p.reservation_id = r.id AND (p.stripe_id = btrim($1, '%') OR p.id = btrim($1, '%'))))
  AND ($2::text IS NULL OR r.event_id = $2) AND ($3::bool IS NULL OR (r.attention IS NOT NULL) = $3)`;

export async function listReservations(
  db: Database,
  query: z.output<typeof reservationQuery>,
): Promise<{ data: ReservationRow[]; total: number; counts: Record<string, number> }> {
  const filters = [
    pattern(query.q),
    query.eventId ?? null,
    query.attention === undefined ? null : query.attention === 'true',
  ];
  return inTransaction(db, async (trx) => {
    const counts = await run<{ state: string; count: number }>(
      trx,
      `SELECT r.state, count(*)::int AS count FROM reservations r WHERE ${reservationMatches} GROUP BY r.state`,
      filters,
    );
    const states = statesOf(query.state);
    const rows = await run<FoundReservation>(
      trx,
      `SELECT r.id, r.code, r.state, e.name AS event_name, e.starts_at, v.time_zone, r.ticket_count, r.total_amount, r.currency, r.email,
         r.expires_at, r.created_at, r.attention,
         (SELECT p.state FROM payments p WHERE p.reservation_id = r.id ORDER BY p.id DESC LIMIT 1) AS payment_state,
         (SELECT string_agg(coalesce(l.section || ' / ' || l."row" || ' / ' || array_to_string(i.seats, ', '), l.ticket_type || ' × ' || i.quantity), '; ')
          FROM reservation_items i JOIN listings l ON l.id = i.listing_id WHERE i.reservation_id = r.id) AS seats
       FROM reservations r JOIN events e ON e.id = r.event_id JOIN venues v ON v.id = e.venue_id
       WHERE ${reservationMatches} AND ($4::text[] IS NULL OR r.state = ANY($4))
       ORDER BY ${reservationSorts[query.sort]} ${directionOf(query.order)}, r.id LIMIT $5 OFFSET $6`,
      [...filters, states, query.perPage, (query.page - 1) * query.perPage],
    );
    const byState = Object.fromEntries(counts.map(({ state, count }) => [state, count]));
    const total = counts
      .filter(({ state }) => states === null || states.includes(state))
      .reduce((sum, { count }) => sum + count, 0);
    return { data: rows.map(presentRow), total, counts: byState };
  });
}

function presentRow(row: FoundReservation): ReservationRow {
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    eventName: row.event_name,
    startsAt: row.starts_at.toISOString(),
    timeZone: row.time_zone,
    tickets: row.ticket_count,
    seats: row.seats ?? '',
    total: { amount: row.total_amount, currency: row.currency },
    email: row.email,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    paymentState: row.payment_state,
    attention: row.attention,
  };
}

interface FoundPayment {
  id: string;
  reservation_id: string;
  code: string;
  state: string;
  amount: number;
  currency: string;
  card: { brand: string; last4: string } | null;
  decline: { code: string } | null;
  stripe_id: string | null;
  email: string | null;
  created_at: Date;
}

const paymentSorts = { createdAt: 'p.created_at', amount: 'p.amount', state: 'p.state' };
const paymentMatches = `($1::text IS NULL OR r.code ILIKE $1 OR r.email ILIKE $1 OR p.stripe_id ILIKE $1 OR p.id = btrim($1, '%'))`;

export async function listPayments(
  db: Database,
  query: z.output<typeof paymentQuery>,
): Promise<{ data: PaymentRow[]; total: number; counts: Record<string, number> }> {
  return inTransaction(db, async (trx) => {
    const counts = await run<{ state: string; count: number }>(
      trx,
      `SELECT p.state, count(*)::int AS count FROM payments p JOIN reservations r ON r.id = p.reservation_id WHERE ${paymentMatches} GROUP BY p.state`,
      [pattern(query.q)],
    );
    const states = statesOf(query.state);
    const rows = await run<FoundPayment>(
      trx,
      `SELECT p.id, p.reservation_id, r.code, p.state, p.amount, p.currency, p.stripe_id, r.email, p.created_at,
         p.snapshot -> 'context' -> 'card' AS card, p.snapshot -> 'context' -> 'decline' AS decline
       FROM payments p JOIN reservations r ON r.id = p.reservation_id
       WHERE ${paymentMatches} AND ($2::text[] IS NULL OR p.state = ANY($2))
       ORDER BY ${paymentSorts[query.sort]} ${directionOf(query.order)}, p.id LIMIT $3 OFFSET $4`,
      [pattern(query.q), states, query.perPage, (query.page - 1) * query.perPage],
    );
    const total = counts
      .filter(({ state }) => states === null || states.includes(state))
      .reduce((sum, { count }) => sum + count, 0);
    return {
      data: rows.map((row) => ({
        id: row.id,
        reservationId: row.reservation_id,
        code: row.code,
        state: row.state,
        amount: { amount: row.amount, currency: row.currency },
        card: row.card ? `${row.card.brand} ··${row.card.last4}` : null,
        declineCode: row.decline?.code ?? null,
        stripeId: row.stripe_id,
        email: row.email,
        createdAt: row.created_at.toISOString(),
      })),
      total,
      counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
    };
  });
}
