import type { Knex } from 'knex';

/** Consignors are notified when their event moves to a venue that isn't known to have the section of their listing. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE consignor_notifications DROP CONSTRAINT consignor_notifications_kind_check;
    ALTER TABLE consignor_notifications ADD CONSTRAINT consignor_notifications_kind_check CHECK (kind IN (
      'rejected', 'returned', 'withdrawnSold', 'approved', 'repriced', 'withdrawn', 'seatsWithdrawn', 'delistDeclined',
      'toDeliver', 'deliveryLate', 'deliveryRefused', 'deliveryWay', 'deliveryReplaced', 'deliveryRefunded', 'pausedByMove'));
  `);
}
