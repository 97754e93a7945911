import type { Knex } from 'knex';

/** More of what consignors are notified of: approvals, prices, withdrawals, and answers to delist requests. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE consignor_notifications DROP CONSTRAINT consignor_notifications_kind_check;
    ALTER TABLE consignor_notifications ADD CONSTRAINT consignor_notifications_kind_check CHECK (kind IN (
      'rejected', 'returned', 'withdrawnSold', 'approved', 'repriced', 'withdrawn', 'seatsWithdrawn', 'delistDeclined'));
  `);
}
