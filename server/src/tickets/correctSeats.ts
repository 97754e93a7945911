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

/** Free seats get another number: they were taken in wrong. */
export async function renumberSeats(
  trx: Trx,
  listingId: string,
  seats: ReadonlyArray<{ from: number; to: number }>,
): Promise<void> {
  const { from, value } = records(seats, { from: 'integer', to: 'integer' }, { parameter: 2 });
  await queryPrepared(
    trx,
    `UPDATE tickets t SET seat = n."to" FROM ${from} WHERE t.listing_id = $1 AND t.seat = n."from" AND t.state = 'free'`,
    [listingId, value],
  );
}

/** Free seats that never existed go: nobody held them, and the audit log keeps what stood there. */
export async function removeSeats(trx: Trx, listingId: string, seats: readonly number[]): Promise<void> {
  await queryPrepared(
    trx,
    `DELETE FROM tickets WHERE listing_id = $1 AND seat = ANY($2::int[]) AND state = 'free'`,
    [listingId, seats],
  );
}

/** All seats of a listing lie in another section or row. The caller saw that nobody holds or bought one. */
export async function moveSeats(
  trx: Trx,
  listingId: string,
  { section, row }: { section: string; row: string },
): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE tickets SET section = $2, "row" = $3 WHERE listing_id = $1 AND state IN ('free', 'withdrawn')`,
    [listingId, section, row],
  );
}
