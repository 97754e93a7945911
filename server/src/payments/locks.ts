import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Locks reservations before payments, always, since a payment's outcome moves its reservation. */
export async function lockReservationsOf(trx: Trx, paymentIds: string[]): Promise<void> {
  await queryPrepared(
    trx,
    `SELECT id FROM reservations_orders WHERE id IN (SELECT reservation_id FROM payments WHERE id = ANY($1::text[]))
     ORDER BY id FOR NO KEY UPDATE`,
    [paymentIds],
  );
}

/**
 * Locks what a refund or a dispute may move before its own row: reservations, then payments.
 * @param table of the actors
 */
export async function lockPaymentsOf(trx: Trx, table: 'refunds' | 'disputes', ids: string[]): Promise<void> {
  const rows = await queryPrepared<{ payment_id: string }>(
    trx,
    `SELECT DISTINCT payment_id FROM ${table} WHERE id = ANY($1::text[]) ORDER BY payment_id`,
    [ids],
  );
  const paymentIds = rows.map((row) => row.payment_id);
  await lockReservationsOf(trx, paymentIds);
  await queryPrepared(
    trx,
    'SELECT id FROM payments WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE',
    [paymentIds],
  );
}

/** Locks the payment that paid an order, which the caller has locked. @returns its id; null: it is free or not paid */
export async function lockPaymentOf(trx: Trx, reservationId: string): Promise<string | null> {
  const [row] = await queryPrepared<{ id: string }>(
    trx,
    `SELECT id FROM payments WHERE id = (SELECT payment_id FROM reservations_orders WHERE id = $1) FOR NO KEY UPDATE`,
    [reservationId],
  );
  return row?.id ?? null;
}
