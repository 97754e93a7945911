/** What waiting lists keep of somebody with an account. */

import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { waitingMachine } from '@holdfast/shared/waitingLists/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { eraseOrderEmails } from '../reservations/index.ts';

const theirs = `(person_id = $1 OR lower(email) = lower($2))`;

/** An entry in the export of somebody's data. */
export interface ExportedWaiting {
  event: string;
  size: number;
  limitAmount: number | null;
  currency: string;
  state: string;
  joinedAt: Date;
  placedAt: Date | null;
}

/** Where somebody waits, or waited; oldest first. */
export const waitingOf = (trx: Trx, personId: string, email: string): Promise<ExportedWaiting[]> =>
  queryPrepared<ExportedWaiting>(
    trx,
    `SELECT c.name AS event, e.size, e.limit_amount AS "limitAmount", e.currency, e.state, e.created_at AS "joinedAt",
       e.placed_at AS "placedAt"
     FROM waiting_entries e JOIN catalog_calendar c ON c.id = e.event_id WHERE ${theirs} ORDER BY e.id`,
    [personId, email],
  );

/** Their entries end, what is held for them goes back on sale, and address and account are removed. That somebody waited stays. */
export async function eraseWaiting(
  trx: Trx,
  engine: Engine,
  { id: personId, email }: { id: string; email: string },
): Promise<void> {
  const rows = await queryPrepared<{ id: string; reservation_id: string | null }>(
    trx,
    `SELECT e.id, o.reservation_id FROM waiting_entries e LEFT JOIN waiting_offers o ON o.entry_id = e.id AND o.outcome IS NULL
     WHERE ${theirs} AND waiting_is_open(e.state) ORDER BY e.id FOR NO KEY UPDATE OF e`,
    [personId, email],
  );
  const by = personId;
  // One that is being paid goes on: the order is the account's to ask about.
  await engine.apply(
    trx,
    rows.flatMap(({ reservation_id: id }) =>
      id === null ? [] : messageTo(reservationMachine, id, { type: 'cancel' }, { by }),
    ),
  );
  await engine.apply(
    trx,
    rows.map(({ id }) => messageTo(waitingMachine, id, { type: 'leave' }, { by })),
  );
  const erased = await queryPrepared<{ holder_id: string }>(
    trx,
    `UPDATE waiting_entries SET email = '', person_id = NULL WHERE ${theirs} RETURNING holder_id`,
    [personId, email],
  );
  // Offers that were never taken are in the holder's name.
  for (const { holder_id: holderId } of erased) await eraseOrderEmails(trx, holderId);
}
