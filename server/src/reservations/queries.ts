/** Reservations for their fans. */
import type { Snapshot, StoredSnapshot } from '../platform/actors/index.ts';
import { type Columns, type Database, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { StoredReservation } from './StoredReservation.ts';

export type ReservationRow = Omit<Columns<StoredReservation>, 'ticket_count'>;

const columns =
  'id, code, fan_id, event_id, email, currency, total_amount, created_at, expires_at, paid_at, tickets_emailed_at, attention, attention_causes, state, version, snapshot, machine_version';

/** @throws Problem `not_found` */
export async function loadReservation(trx: Trx, id: string): Promise<ReservationRow> {
  const [row] = await queryPrepared<ReservationRow>(
    trx,
    `SELECT ${columns} FROM reservations WHERE id = $1`,
    [id],
  );
  if (!row) throw notFound('reservation');
  return row;
}

/** One reservation, locked against other changes until the transaction ends. @throws Problem `not_found` */
export async function lockReservation(trx: Trx, id: string): Promise<ReservationRow> {
  const [row] = await queryPrepared<ReservationRow>(
    trx,
    `SELECT ${columns} FROM reservations WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!row) throw notFound('reservation');
  return row;
}

/**
 * One reservation, by id or order code.
 * @throws Problem `not_found`
 */
export async function findReservation(trx: Trx, idOrCode: string): Promise<ReservationRow> {
  const [row] = await queryPrepared<ReservationRow>(
    trx,
    `SELECT ${columns} FROM reservations WHERE id = $1 OR code = upper($1)`,
    [idOrCode],
  );
  if (!row) throw notFound('reservation');
  return row;
}

/** The fan's open hold, if there is one. */
export async function openHoldOf(trx: Trx, fanId: string): Promise<ReservationRow | null> {
  const [row] = await queryPrepared<ReservationRow>(
    trx,
    `SELECT ${columns} FROM reservations WHERE fan_id = $1 AND reservation_is_open(state)`,
    [fanId],
  );
  return row ?? null;
}

/** Bound: what one page shows; nobody buys more. */
const mostOrders = 100;

export function ordersOf(trx: Trx, fanId: string, granted: string[]): Promise<ReservationRow[]> {
  return queryPrepared<ReservationRow>(
    trx,
    `SELECT ${columns} FROM reservations WHERE (fan_id = $1 OR id = ANY($2::text[])) AND reservation_is_order(state)
     ORDER BY id DESC LIMIT ${mostOrders}`,
    [fanId, granted],
  );
}

/** Finds an order by code and email address; both must match. */
export async function orderByCode(db: Database, code: string, email: string): Promise<string | null> {
  const order = await StoredReservation.query(db)
    .findOne({ code })
    .whereRaw('lower(email) = ?', [email.toLowerCase()]);
  return order?.id ?? null;
}

/** A row of an actor as the engine stores it. */
export interface StoredActor extends StoredSnapshot {
  snapshot: Snapshot;
  id: string;
  state: string;
  version: number;
}

/** The reservation as its engine stores it, for the page that shows machines. */
export function reservationActors(trx: Trx, id: string): Promise<StoredActor[]> {
  return queryPrepared<StoredActor>(
    trx,
    'SELECT id, state, version, snapshot, machine_version FROM reservations WHERE id = $1',
    [id],
  );
}
