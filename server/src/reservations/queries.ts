/** Reservations for their fans. */
import type { Reservation } from '@holdfast/shared/reservations';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { type NewestPayments, presentReservations, type ReservationRow } from './present.ts';

const columns =
  'id, code, fan_id, event_id, email, currency, total_amount, created_at, expires_at, paid_at, attention, state, version, snapshot, machine_version';

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

export async function getReservation(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  id: string,
  newestPayments: NewestPayments,
): Promise<Reservation> {
  return inTransaction(db, async (trx) => {
    const row = await loadReservation(trx, id);
    const [presented] = await presentReservations(trx, engine, [row], newestPayments);
    return presented as Reservation;
  });
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

/** An order by what stands on its mail. Both must fit, so that a code alone opens nothing. */
export async function orderByCode(db: Database, code: string, email: string): Promise<string | null> {
  const row = await db('reservations')
    .where({ code })
    .whereRaw('lower(email) = ?', [email.toLowerCase()])
    .first('id');
  return row?.id ?? null;
}
