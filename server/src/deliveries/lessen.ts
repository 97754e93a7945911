/** Tickets that were refunded aren't delivered: their delivery carries the others, or ends with the last of them. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** So many tickets fewer of a line of an order. */
export interface LessTickets {
  reservationId: string;
  listingId: string;
  by: number;
}

/**
 * Takes refunded tickets off their deliveries.
 * @returns deliveries that have no ticket left: the caller ends them; they keep the number that they had
 */
export async function lessenDeliveries(trx: Trx, lines: readonly LessTickets[]): Promise<string[]> {
  const { from, value } = records(lines, { reservationId: 'text', listingId: 'text', by: 'integer' });
  const rows = await queryPrepared<{ id: string; left: number; quantity: number }>(
    trx,
    `SELECT d.id, d.quantity - n.by AS left, d.quantity FROM deliveries d
     JOIN ${from} ON n.reservation_id = d.reservation_id AND n.listing_id = d.listing_id ORDER BY d.id FOR NO KEY UPDATE OF d`,
    [value],
  );
  const lessened = rows.filter(({ left }) => left > 0);
  const changes = records(lessened, { id: 'text', left: 'integer' });
  await queryPrepared(
    trx,
    `UPDATE deliveries d SET quantity = n."left" FROM ${changes.from} WHERE d.id = n.id`,
    [changes.value],
  );
  return rows.filter(({ left }) => left <= 0).map(({ id }) => id);
}
