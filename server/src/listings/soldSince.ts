/** Whether anything of a listing was sold after an instant. */
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

/** @returns the listings of which a ticket that is still sold was paid for later than its instant (ISO 8601) */
export async function soldSince(
  trx: Trx,
  asked: ReadonlyArray<{ listingId: string; at: string }>,
): Promise<Set<string>> {
  const { from, value } = records(asked, { listingId: 'text', at: 'timestamptz' });
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT l.id FROM ${from} JOIN listings l ON l.id = n.listing_id
     WHERE l.sold > 0 AND EXISTS (SELECT 1 FROM tickets_admissions t WHERE t.listing_id = l.id AND t.state = 'sold' AND t.sold_at > n.at)`,
    [value],
  );
  return new Set(rows.map(({ id }) => id));
}
