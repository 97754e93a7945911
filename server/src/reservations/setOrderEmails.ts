/** Where the email with the tickets goes. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

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
