/** Where the email with the tickets goes. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** Records that the email with an order's tickets left. Only then the order says so. */
export async function markTicketsEmailed(trx: Trx, reservationId: string): Promise<void> {
  await queryPrepared(trx, 'UPDATE reservations SET tickets_emailed_at = now() WHERE id = $1', [
    reservationId,
  ]);
}

/** Sets the addresses of reservations. The caller has locked them and decides who may. */
export async function setOrderEmails(
  trx: Trx,
  orders: ReadonlyArray<{ reservationId: string; email: string }>,
): Promise<void> {
  if (orders.length === 0) return;
  const { from, value } = records(orders, { reservationId: 'text', email: 'text' });
  await queryPrepared(
    trx,
    `UPDATE reservations r SET email = n.email FROM ${from} WHERE r.id = n.reservation_id`,
    [value],
  );
}
