import type { Knex } from 'knex';

/** Consignors are notified of tickets that they have to send, of late ones, and of those that a fan can't accept. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE consignor_notifications DROP CONSTRAINT consignor_notifications_kind_check;
    ALTER TABLE consignor_notifications ADD CONSTRAINT consignor_notifications_kind_check CHECK (kind IN (
      'rejected', 'returned', 'withdrawnSold', 'approved', 'repriced', 'withdrawn', 'seatsWithdrawn', 'delistDeclined',
      'toDeliver', 'deliveryLate', 'deliveryRefused'));
  `);
}
