import type { Knex } from 'knex';

/** Movements that are transfers to consignors, or such that came back, name their transfer. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE balance_transactions ADD COLUMN transfer_id text COLLATE "C";
    COMMENT ON COLUMN balance_transactions.transfer_id IS 'Stripe''s id of the transfer that it sent or took back';
    -- The movements of a transfer, however old.
    CREATE INDEX balance_transactions_transfer ON balance_transactions (transfer_id) WHERE transfer_id IS NOT NULL;
  `);
}
