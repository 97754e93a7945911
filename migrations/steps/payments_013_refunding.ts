import type { Knex } from 'knex';

/** Payments are written all the time: their index is built beside the writers. */
export const config = { transaction: false };

/** Of all payments few are being refunded; what is owed to consignors asks for them. */
export async function up(db: Knex): Promise<void> {
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS payments_refunding');
  await db.raw(`CREATE INDEX CONCURRENTLY payments_refunding ON payments (reservation_id)
    WHERE (snapshot -> 'context' ->> 'refundingAmount')::integer > 0`);
}
