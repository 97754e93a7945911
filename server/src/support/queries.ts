/** Support's searches over reservations and payments. */
import { type PaymentContext, paymentMachine } from '@holdfast/shared/payments/machines';
import type { PaymentRow, paymentQuery, ReservationRow, reservationQuery } from '@holdfast/shared/support';
import type { z } from 'zod';
import type { Snapshot } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import {
  type Database,
  inTransaction,
  type OrderKey,
  type PlacedRow,
  pageOfRows,
  pageText,
  query,
} from '../platform/db/index.ts';
import { find, findIds } from './find.ts';

/** A page of what was found. */
interface Found<Row> {
  data: Row[];
  /** In the states that were asked for. */
  total: number;
  next: string | null;
  /** By state, of all states. */
  counts: Record<string, number>;
  isSimilar: boolean;
}

const statesOf = (text: string | undefined) => (text ? text.split(',') : null);

/** @param states null: all */
function sumsOf(
  counts: ReadonlyArray<{ state: string; count: number }>,
  states: readonly string[] | null,
): Pick<Found<never>, 'total' | 'counts'> {
  const asked = counts.filter(({ state }) => states === null || states.includes(state));
  return {
    total: asked.reduce((sum, { count }) => sum + count, 0),
    counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
  };
}

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

/** Ids grow with time. */
const reservationSorts = {
  createdAt: { by: 'r.id', type: 'text' },
  expiresAt: { by: 'r.expires_at', type: 'timestamptz' },
  total: { by: 'r.total_amount', type: 'integer' },
  state: { by: 'r.state', type: 'text' },
} as const;

/** The order of a list: by this column, then by id. */
const keysOf = (first: Omit<OrderKey, 'order'>, order: 'asc' | 'desc', id: string): OrderKey[] => [
  { ...first, order },
  { by: id, type: 'text', order: 'asc' },
];

/** SQL: what a row shows of an order. */
const rowColumns = `r.id, r.code, r.state, e.name AS event_name, e.starts_at, v.time_zone, r.ticket_count, r.total_amount, r.currency, r.email,
         r.expires_at, r.created_at, r.attention,
         (SELECT p.state FROM payments_charges p WHERE p.reservation_id = r.id ORDER BY p.id DESC LIMIT 1) AS payment_state,
         (SELECT string_agg(coalesce(l.section || ' / ' || l."row" || ' / ' || array_to_string(i.seats, ', '), l.ticket_type || ' × ' || i.quantity), '; ')
          FROM reservations_current_lines i JOIN listings_offered l ON l.id = i.listing_id WHERE i.reservation_id = r.id) AS seats`;
const rowTables =
  'reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id JOIN catalog_venues_named v ON v.id = e.venue_id';

/**
 * The newest orders of what was typed, for a look that shows a few.
 * @param most so many are looked at
 * @returns with `total` of at most `most`
 */
export async function newestReservations(
  db: Database,
  { q, most, shown }: { q: string; most: number; shown: number },
): Promise<{ data: ReservationRow[]; total: number; isSimilar: boolean }> {
  return inTransaction(db, async (trx) => {
    const { ids, isSimilar } = await findIds(trx, q, most);
    // Ids grow with time.
    const newest = ids.toSorted((a, b) => (a < b ? 1 : -1)).slice(0, shown);
    const rows =
      newest.length === 0
        ? []
        : await query<FoundReservation>(
            trx,
            `SELECT ${rowColumns} FROM ${rowTables} WHERE r.id = ANY($1::text[]) ORDER BY r.id DESC`,
            [newest],
          );
    return { data: rows.map(presentRow), total: ids.length, isSimilar };
  });
}

export async function listReservations(
  db: Database,
  listQuery: z.output<typeof reservationQuery>,
): Promise<Found<ReservationRow>> {
  return inTransaction(db, async (trx) => {
    const asked = listQuery.q ? await find(trx, listQuery.q) : null;
    const words = asked?.words ?? [];
    const found = asked ? `WITH ${asked.text}` : '';
    const next = words.length;
    const matches = `${listQuery.q ? 'r.id IN (SELECT id FROM found) AND ' : ''}($${next + 1}::text IS NULL OR r.event_id = $${next + 1})
    AND ($${next + 2}::bool IS NULL OR (r.attention IS NOT NULL) = $${next + 2})`;
    const attention = listQuery.attention === undefined ? null : listQuery.attention === 'true';
    const filters = [...words, listQuery.eventId ?? null, attention];
    const counts = await query<{ state: string; count: number }>(
      trx,
      `${found} SELECT r.state, count(*)::int AS count FROM reservations_orders r WHERE ${matches} GROUP BY r.state`,
      filters,
    );
    const states = statesOf(listQuery.state);
    const keys = keysOf(reservationSorts[listQuery.sort], listQuery.order, 'r.id');
    const page = pageText(keys, listQuery, filters.length + 1);
    const placed = await query<FoundReservation & PlacedRow>(
      trx,
      `${found}
       SELECT ${rowColumns}, ${page.place} FROM ${rowTables}
       WHERE ${matches} AND ($${next + 3}::text[] IS NULL OR r.state = ANY($${next + 3})) AND ${page.after}
       ORDER BY ${page.order} ${page.limit}`,
      [...filters, states, ...page.values],
    );
    const { rows, next: nextPlace } = pageOfRows(placed, keys, listQuery);
    return {
      data: rows.map(presentRow),
      next: nextPlace,
      ...sumsOf(counts, states),
      isSimilar: asked?.isSimilar ?? false,
    };
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
  snapshot: Snapshot;
  machine_version: number;
  stripe_id: string | null;
  email: string | null;
  dispute: string | null;
  created_at: Date;
}

function presentPayment(row: FoundPayment, { card, decline }: PaymentContext): PaymentRow {
  return {
    id: row.id,
    reservationId: row.reservation_id,
    code: row.code,
    state: row.state,
    amount: { amount: row.amount, currency: row.currency },
    card: card ? `${card.brand} ··${card.last4}` : null,
    declineCode: decline?.code ?? null,
    stripeId: row.stripe_id,
    email: row.email,
    dispute: row.dispute,
    createdAt: row.created_at.toISOString(),
  };
}

/** Ids grow with time. */
const paymentSorts = {
  createdAt: { by: 'p.id', type: 'text' },
  amount: { by: 'p.amount', type: 'integer' },
  state: { by: 'p.state', type: 'text' },
} as const;

export async function listPayments(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  listQuery: z.output<typeof paymentQuery>,
): Promise<Found<PaymentRow>> {
  return inTransaction(db, async (trx) => {
    const asked = listQuery.q ? await find(trx, listQuery.q) : null;
    const words = asked?.words ?? [];
    const found = asked ? `WITH ${asked.text}` : '';
    const next = words.length;
    const matches = [
      listQuery.q ? 'p.reservation_id IN (SELECT id FROM found)' : 'true',
      listQuery.refund
        ? `EXISTS (SELECT FROM payments_refunds f WHERE f.payment_id = p.id AND f.state = 'failed')`
        : 'true',
      listQuery.dispute
        ? `EXISTS (SELECT FROM payments_disputes d WHERE d.payment_id = p.id${listQuery.dispute === 'unanswered' ? ' AND dispute_is_unanswered(d.state)' : ''})`
        : 'true',
    ].join(' AND ');
    const counts = await query<{ state: string; count: number }>(
      trx,
      `${found} SELECT p.state, count(*)::int AS count FROM payments_charges p WHERE ${matches} GROUP BY p.state`,
      [...words],
    );
    const states = statesOf(listQuery.state);
    const keys = keysOf(paymentSorts[listQuery.sort], listQuery.order, 'p.id');
    const page = pageText(keys, listQuery, words.length + 1);
    const placed = await query<FoundPayment & PlacedRow>(
      trx,
      `${found}
       SELECT p.id, p.reservation_id, r.code, p.state, p.amount, p.currency, p.stripe_id, r.email, p.created_at,
         p.snapshot, p.machine_version,
         (SELECT d.state FROM payments_disputes d WHERE d.payment_id = p.id ORDER BY d.id DESC LIMIT 1) AS dispute, ${page.place}
       FROM payments_charges p JOIN reservations_orders r ON r.id = p.reservation_id
       WHERE ${matches} AND ($${next + 1}::text[] IS NULL OR p.state = ANY($${next + 1})) AND ${page.after}
       ORDER BY ${page.order} ${page.limit}`,
      [...words, states, ...page.values],
    );
    const { rows, next: nextPlace } = pageOfRows(placed, keys, listQuery);
    return {
      data: rows.map((row) => presentPayment(row, engine.contextOf(paymentMachine, row))),
      next: nextPlace,
      ...sumsOf(counts, states),
      isSimilar: asked?.isSimilar ?? false,
    };
  });
}
