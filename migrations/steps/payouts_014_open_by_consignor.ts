import type { Knex } from 'knex';

/**
 * What is open of a consignor is read from the index alone: entries lie in the order of booking, so that those of a thousand consignors were
 * on as many pages of the table as they are, which was most of what judging them cost.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE INDEX payout_open_entries_owed ON payout_open_entries (consignor_id)
      INCLUDE (transaction_id, line, amount, currency, kind, reservation_id, event_id, at);
    DROP INDEX payout_open_entries_consignor;
    -- What isn't a sale is judged order by order, also where everybody's is added up.
    CREATE INDEX payout_open_entries_others ON payout_open_entries (reservation_id) WHERE kind <> 'sale' OR amount >= 0;
  `);
}
