/**
 * The four counters of a listing: available, held, sold and withdrawn, which a constraint keeps equal to its quantity. They
 * change in the transaction that moves its tickets, under the listing's lock.
 */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

export interface LockedListing {
  id: string;
  event_id: string;
  kind: 'seated' | 'generalAdmission';
  available: number;
  off_sale: boolean;
  sellable: boolean;
}

/**
 * Locks listings in the order of their ids. Whether one has left the sale is read with its lock: a withdrawal that was
 * waited for is seen.
 */
export async function lockListings(
  trx: Trx,
  listingIds: readonly string[],
): Promise<Map<string, LockedListing>> {
  const rows = await queryPrepared<LockedListing>(
    trx,
    `SELECT id, event_id, kind, available, listing_is_ended(state) AS off_sale, listing_is_sellable(state) AS sellable
     FROM listings WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE`,
    [[...new Set(listingIds)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Tickets added to each counter of a listing; negative: taken from it. */
export interface CountChange {
  listingId: string;
  available?: number;
  held?: number;
  sold?: number;
  withdrawn?: number;
}

/** Several changes of one listing are added up. The caller has locked the listings. */
export async function changeCounts(trx: Trx, changes: readonly CountChange[]): Promise<void> {
  if (changes.length === 0) return;
  // One array per column instead of `records`: every purchase and every withdrawal of a view counts here.
  await queryPrepared(
    trx,
    `UPDATE listings l SET available = l.available + n.available, held = l.held + n.held, sold = l.sold + n.sold,
       withdrawn = l.withdrawn + n.withdrawn
     FROM (SELECT id, sum(available)::int AS available, sum(held)::int AS held, sum(sold)::int AS sold,
         sum(withdrawn)::int AS withdrawn
       FROM unnest($1::text[], $2::int[], $3::int[], $4::int[], $5::int[]) AS c (id, available, held, sold, withdrawn)
       GROUP BY id) n
     WHERE l.id = n.id`,
    [
      changes.map(({ listingId }) => listingId),
      changes.map(({ available = 0 }) => available),
      changes.map(({ held = 0 }) => held),
      changes.map(({ sold = 0 }) => sold),
      changes.map(({ withdrawn = 0 }) => withdrawn),
    ],
  );
}

/** What is available of listings that leave the sale is withdrawn. */
export async function withdrawAvailable(trx: Trx, listingIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE listings SET withdrawn = withdrawn + available, available = 0 WHERE id = ANY($1::text[])',
    [listingIds],
  );
}
