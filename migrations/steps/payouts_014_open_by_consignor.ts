import type { Knex } from 'knex';

/** Every sale writes an open entry: the indexes are built beside the writers. */
export const config = { transaction: false };

/**
 * What is open of a consignor is read from the index alone: entries lie in the order of booking, so that those of a thousand consignors were
 * on as many pages of the table as they are, which was most of what judging them cost.
 */
export async function up(db: Knex): Promise<void> {
  // A run that was interrupted leaves an index that isn't valid.
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS payout_open_entries_owed');
  await db.raw(`CREATE INDEX CONCURRENTLY payout_open_entries_owed ON payout_open_entries (consignor_id)
    INCLUDE (transaction_id, line, amount, currency, kind, reservation_id, event_id, at)`);
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS payout_open_entries_consignor');
  // What isn't a sale is judged order by order, also where everybody's is added up.
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS payout_open_entries_others');
  await db.raw(`CREATE INDEX CONCURRENTLY payout_open_entries_others ON payout_open_entries (reservation_id)
    WHERE kind <> 'sale' OR amount >= 0`);
}
