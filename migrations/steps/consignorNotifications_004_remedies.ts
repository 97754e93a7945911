import type { Knex } from 'knex';

/** Consignors are notified when tickets are to be sent in another way, and when their fan got other tickets or the money instead. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE consignor_notifications DROP CONSTRAINT consignor_notifications_kind_check;
    ALTER TABLE consignor_notifications ADD CONSTRAINT consignor_notifications_kind_check CHECK (kind IN (
      'rejected', 'returned', 'withdrawnSold', 'approved', 'repriced', 'withdrawn', 'seatsWithdrawn', 'delistDeclined',
      'toDeliver', 'deliveryLate', 'deliveryRefused', 'deliveryWay', 'deliveryReplaced', 'deliveryRefunded'));
  `);
}
