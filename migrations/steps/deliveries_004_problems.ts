import type { Knex } from 'knex';

/** Deliveries are written all the time: their index is built beside the writers. */
export const config = { transaction: false };

/** Few deliveries are late, refused or failed; a run of payouts asks for those alone, not for all that are under way. */
export async function up(db: Knex): Promise<void> {
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS deliveries_problems');
  await db.raw(`CREATE INDEX CONCURRENTLY deliveries_problems ON deliveries (reservation_id, consignor_id)
    WHERE state IN ('overdue', 'refused', 'failed')`);
}
