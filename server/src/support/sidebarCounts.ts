import type { SidebarCounts } from '@holdfast/shared/support';
import { type Database, inTransaction, query } from '../platform/db/index.ts';

/** The sidebar's counts besides the listing queues. */
export async function readSidebarCounts(db: Database): Promise<SidebarCounts> {
  const [counts] = await inTransaction(db, (trx) =>
    query<SidebarCounts>(
      trx,
      `SELECT (SELECT count(*)::int FROM listings_offered WHERE listing_is_selling(state)) AS pricing,
         (SELECT count(*)::int FROM reservations_orders WHERE attention IS NOT NULL) AS attention,
         (SELECT count(*)::int FROM notifications_emails WHERE state = 'failed' AND settled_at IS NULL) AS "failedEmails"`,
    ),
  );
  return counts as SidebarCounts;
}
