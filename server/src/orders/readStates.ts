/** What live pages follow. */
import type { streamMessage } from '@holdfast/shared/reservations';
import type { z } from 'zod';
import { type Database, queryPrepared } from '../platform/db/index.ts';

type StreamMessage = z.infer<typeof streamMessage>;

/** The states of many reservations and of the newest payment of each, in one statement: it runs four times a second. */
export async function readStates(
  db: Database,
  reservationIds: string[],
): Promise<Map<string, StreamMessage>> {
  const rows = await queryPrepared<{
    id: string;
    state: StreamMessage['state'];
    version: number;
    payment_state: string | null;
  }>(
    db,
    `SELECT r.id, r.state, r.version, (SELECT p.state FROM payments_charges p WHERE p.reservation_id = r.id ORDER BY p.id DESC LIMIT 1) AS payment_state
     FROM reservations_orders r WHERE r.id = ANY($1::text[])`,
    [reservationIds],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, state: row.state, version: row.version, paymentState: row.payment_state },
    ]),
  );
}
