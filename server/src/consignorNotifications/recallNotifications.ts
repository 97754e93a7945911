/** Takes back notifications whose email hasn't gone out: what they say was undone. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Removes unsent notifications of decisions on these listings. What was emailed stays. */
export async function recallNotifications(trx: Trx, listingIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    `DELETE FROM consignor_notifications
     WHERE listing_id = ANY($1::text[]) AND email_cause IS NULL AND kind IN ('approved', 'rejected', 'returned')`,
    [listingIds],
  );
}
