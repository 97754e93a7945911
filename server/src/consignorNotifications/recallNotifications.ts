/** Takes back notifications whose email hasn't gone out: what they say was undone. What was emailed stays. */
import { takeBackNotices } from '../notices/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

interface Removed {
  listing_id: string;
  recipientId: string;
  cause: string;
}

/**
 * Removes unsent notifications, from the inbox too.
 * @param causes beginnings of their causes, up to a slash or the end
 */
export async function recallNotifications(
  trx: Trx,
  causes: ReadonlyArray<{ listingId: string; cause: string }>,
): Promise<void> {
  const { from, value } = records(causes, { listingId: 'text', cause: 'text' });
  const removed = await queryPrepared<Removed>(
    trx,
    `DELETE FROM consignor_notifications c USING ${from}
     WHERE c.listing_id = n.listing_id AND c.email_cause IS NULL
       AND (c.cause = n.cause OR starts_with(c.cause, n.cause || '/'))
     RETURNING c.listing_id, c.consignor_id AS "recipientId", c.cause`,
    [value],
  );
  await takeBackNotices(trx, removed);
}

/**
 * Removes unsent notifications of the opposite price change: a price that is back where it was is no news.
 * @param changes amounts in minor units
 * @returns the listings whose notification was removed
 */
export async function recallOppositePrices(
  trx: Trx,
  changes: ReadonlyArray<{ listingId: string; fromAmount: number; toAmount: number }>,
): Promise<Set<string>> {
  if (changes.length === 0) return new Set();
  const { from, value } = records(changes, { listingId: 'text', fromAmount: 'integer', toAmount: 'integer' });
  const removed = await queryPrepared<Removed>(
    trx,
    `DELETE FROM consignor_notifications c USING (
       SELECT DISTINCT ON (w.listing_id) w.cause, n.from_amount, n.to_amount
       FROM ${from} JOIN consignor_notifications w ON w.listing_id = n.listing_id
       WHERE w.kind = 'repriced' AND w.email_cause IS NULL ORDER BY w.listing_id, w.at DESC, w.cause DESC) last
     WHERE c.cause = last.cause AND (c.facts #>> '{from,amount}')::int = last.to_amount
       AND (c.facts #>> '{to,amount}')::int = last.from_amount
     RETURNING c.listing_id, c.consignor_id AS "recipientId", c.cause`,
    [value],
  );
  await takeBackNotices(trx, removed);
  return new Set(removed.map(({ listing_id }) => listing_id));
}
