/** Where the email with the tickets goes. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** Records that the email with an order's tickets left for the order's address. Only then the order says so. */
export async function markTicketsEmailed(trx: Trx, reservationId: string, address: string): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE reservations SET tickets_emailed_at = now() WHERE id = $1 AND email = $2',
    [reservationId, address],
  );
}

/** Sets the addresses of reservations; no tickets were emailed there yet. The caller has locked them and decides who may. */
export async function setOrderEmails(
  trx: Trx,
  orders: ReadonlyArray<{ reservationId: string; email: string }>,
): Promise<void> {
  if (orders.length === 0) return;
  const { from, value } = records(orders, { reservationId: 'text', email: 'text' });
  await queryPrepared(
    trx,
    `UPDATE reservations r SET email = n.email,
       tickets_emailed_at = CASE WHEN r.email = n.email THEN r.tickets_emailed_at END
     FROM ${from} WHERE r.id = n.reservation_id`,
    [value],
  );
}

/**
 * Sets the address of a paid order. @param mostChanges how often that is allowed
 * @returns the number of the change, from 1; null when it was changed that often already
 */
export async function changePaidOrderEmail(
  trx: Trx,
  reservationId: string,
  { email, mostChanges }: { email: string; mostChanges: number },
): Promise<number | null> {
  const [row] = await queryPrepared<{ change: number }>(
    trx,
    `UPDATE reservations SET email = $2, tickets_emailed_at = NULL, email_changes = email_changes + 1
     WHERE id = $1 AND email_changes < $3 RETURNING email_changes AS change`,
    [reservationId, email, mostChanges],
  );
  return row?.change ?? null;
}
