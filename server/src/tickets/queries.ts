/** Tickets by what is printed on them. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** The reservation of a sold ticket, or null: refunded tickets open no gate. */
export async function reservationOfTicket(trx: Trx, code: string): Promise<string | null> {
  const [ticket] = await queryPrepared<{ reservation_id: string }>(
    trx,
    `SELECT reservation_id FROM tickets WHERE code = $1 AND state = 'sold'`,
    [code],
  );
  return ticket?.reservation_id ?? null;
}
