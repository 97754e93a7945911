/** Tickets by what is printed on them. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** The reservation of a sold ticket that its order's fan has, or null: refunded tickets open no gate, and others are a friend's. */
export async function reservationOfTicket(trx: Trx, code: string): Promise<string | null> {
  const [ticket] = await queryPrepared<{ reservation_id: string }>(
    trx,
    `SELECT reservation_id FROM tickets WHERE code = $1 AND state = 'sold' AND holder_id IS NULL`,
    [code],
  );
  return ticket?.reservation_id ?? null;
}

/** A ticket that was sold, as the gate reads it. */
export interface CodedTicket {
  id: string;
  event_id: string;
  listing_id: string;
  reservation_id: string;
  seat: number | null;
  section: string | null;
  row: string | null;
  state: 'sold' | 'refunded';
}

/** The ticket of a code, which no refund voids until the transaction ends; null: there is none. */
export async function lockTicketOfCode(trx: Trx, code: string): Promise<CodedTicket | null> {
  const [ticket] = await queryPrepared<CodedTicket>(
    trx,
    `SELECT id, event_id, listing_id, reservation_id, seat, section, "row", state FROM tickets
     WHERE code = $1 AND state IN ('sold', 'refunded') FOR NO KEY UPDATE`,
    [code],
  );
  return ticket ?? null;
}
