/** Codes of tickets that are handed on: whoever had one before has a code that opens nothing. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newTicketCode } from '../platform/ids.ts';

/** Sold tickets by their ids, in the order of which they are locked: no refund, scan or other handover comes between. */
export async function lockTickets(trx: Trx, ids: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    'SELECT id FROM tickets WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE',
    [ids],
  );
}

/** A ticket and who has it from now on; null: its order's fan. */
export interface HandedOn {
  ticketId: string;
  holderId: string | null;
}

/** Sold tickets have another holder and a new code each; the codes until now are dead, and kept so that the gate can say why. */
export async function handOnTickets(trx: Trx, tickets: readonly HandedOn[]): Promise<void> {
  const { from, value } = records(
    tickets.map((ticket) => ({ ...ticket, code: newTicketCode() })),
    { ticketId: 'text', holderId: 'text', code: 'text' },
  );
  await queryPrepared(
    trx,
    `WITH former AS (SELECT id, code FROM tickets WHERE id = ANY($2::text[])),
     handed AS (
       UPDATE tickets t SET code = n.code, holder_id = n.holder_id FROM ${from}
       WHERE t.id = n.ticket_id AND t.state = 'sold' RETURNING t.id
     )
     INSERT INTO ticket_former_codes (code, ticket_id, ended_at)
     SELECT f.code, f.id, now() FROM former f JOIN handed h USING (id)`,
    [value, tickets.map(({ ticketId }) => ticketId)],
  );
}

/** The event of a code that is dead since its ticket was handed on, and since when; null: there is none. */
export async function formerCode(
  trx: Trx,
  code: string,
): Promise<{ event_id: string; ended_at: Date } | null> {
  const [found] = await queryPrepared<{ event_id: string; ended_at: Date }>(
    trx,
    'SELECT t.event_id, f.ended_at FROM ticket_former_codes f JOIN tickets t ON t.id = f.ticket_id WHERE f.code = $1',
    [code],
  );
  return found ?? null;
}
