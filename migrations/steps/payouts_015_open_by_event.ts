import type { Knex } from 'knex';

/** Every sale writes an open entry: the index is built beside the writers. */
export const config = { transaction: false };

/**
 * What is open of everybody is added up by consignor and event in the order of the index that runs read already: half a million entries
 * took three times as long where they were put into groups by a hash that didn't fit into memory.
 */
export async function up(db: Knex): Promise<void> {
  // A run that was interrupted leaves an index that isn't valid.
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS payout_open_entries_events');
  await db.raw(`CREATE INDEX CONCURRENTLY payout_open_entries_events ON payout_open_entries (consignor_id, event_id, currency)
    INCLUDE (transaction_id, line, amount, kind, reservation_id, at)`);
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS payout_open_entries_owed');
}
