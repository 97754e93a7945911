/** Corrects which seats a listing has, before anybody has them. The caller has locked the listing and changes its counters. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** States of a listing's own seats, the void ones of refunded orders left out. */
export async function seatStates(
  trx: Trx,
  listingId: string,
): Promise<Map<number, 'free' | 'held' | 'sold' | 'withdrawn'>> {
  const rows = await queryPrepared<{ seat: number; state: 'free' | 'held' | 'sold' | 'withdrawn' }>(
    trx,
    `SELECT seat, state FROM tickets WHERE listing_id = $1 AND seat IS NOT NULL AND state <> 'refunded' ORDER BY seat`,
    [listingId],
  );
  return new Map(rows.map(({ seat, state }) => [seat, state]));
}

/** Free seats that never existed go: nobody held them, and the audit log keeps what stood there. */
export async function removeSeats(trx: Trx, listingId: string, seats: readonly number[]): Promise<void> {
  await queryPrepared(
    trx,
    `DELETE FROM tickets WHERE listing_id = $1 AND seat = ANY($2::int[]) AND state = 'free'`,
    [listingId, seats],
  );
}

/**
 * Seats of a listing lie elsewhere, some under another number: one statement, so that no seat is for a moment where it
 * never was. The caller saw that nobody holds or bought one that changes.
 * @param renumbered free seats that were taken in under a wrong number
 */
export async function placeSeats(
  trx: Trx,
  listingId: string,
  { section, row }: { section: string; row: string },
  renumbered: ReadonlyArray<{ from: number; to: number }>,
): Promise<void> {
  const { from, value } = records(renumbered, { from: 'integer', to: 'integer' }, { parameter: 4 });
  await queryPrepared(
    trx,
    `UPDATE tickets t SET section = $2, "row" = $3,
       seat = coalesce((SELECT n."to" FROM ${from} WHERE n."from" = t.seat AND t.state = 'free'), t.seat)
     WHERE t.listing_id = $1 AND t.state IN ('free', 'withdrawn')`,
    [listingId, section, row, value],
  );
}
