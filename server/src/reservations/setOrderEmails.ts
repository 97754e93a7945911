/** Where the email with the tickets goes. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Sets the addresses of reservations. The caller has locked them and decides who may. */
export async function setOrderEmails(
  trx: Trx,
  orders: ReadonlyArray<{ reservationId: string; email: string }>,
): Promise<void> {
  if (orders.length === 0) return;
  await queryPrepared(
    trx,
    'UPDATE reservations r SET email = n.email FROM unnest($1::text[], $2::text[]) AS n (id, email) WHERE r.id = n.id',
    [orders.map(({ reservationId }) => reservationId), orders.map(({ email }) => email)],
  );
}
