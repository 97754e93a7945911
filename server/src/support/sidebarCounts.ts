import type { Role } from '@holdfast/shared/accounts';
import type { SidebarCounts } from '@holdfast/shared/support';
import { countCases } from '../cases/index.ts';
import { query, type Trx } from '../platform/db/index.ts';

/** The sidebar's counts besides the listing queues. */
export async function readSidebarCounts(trx: Trx, roles: readonly Role[]): Promise<SidebarCounts> {
  const [counts] = await query<Omit<SidebarCounts, 'cases' | 'caseAlarms'>>(
    trx,
    `SELECT (SELECT count(*)::int FROM listings_offered WHERE listing_is_selling(state)) AS pricing,
         (SELECT count(*)::int FROM reservations_orders WHERE attention IS NOT NULL) AS attention,
         (SELECT count(*)::int FROM notifications_emails WHERE state = 'failed' AND settled_at IS NULL) AS "failedEmails",
         (SELECT count(*)::int FROM deliveries_made WHERE state = 'overdue' OR delivery_is_problem(state)) AS deliveries`,
  );
  return { ...(counts as Omit<SidebarCounts, 'cases' | 'caseAlarms'>), ...(await countCases(trx, roles)) };
}
