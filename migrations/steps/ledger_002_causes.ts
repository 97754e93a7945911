import type { Knex } from 'knex';

/** The ledger is written all the time: its index is built beside the writers. */
export const config = { transaction: false };

/**
 * Entries name what they were booked for, so that the payout of an entry is found; and are found by their time. BRIN: nearly all
 * arrive in order of time, and one costs almost nothing.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE OR REPLACE VIEW ledger_postings AS
      SELECT e.transaction_id, e.line, e.account, e.amount, e.currency, t.kind, t.reservation_id, t.payment_id, t.at, t.cause
      FROM ledger_entries e LEFT JOIN ledger_transactions t ON t.id = e.transaction_id;
  `);
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS ledger_transactions_at');
  await db.raw(`CREATE INDEX CONCURRENTLY ledger_transactions_at ON ledger_transactions USING brin (at)
    WITH (pages_per_range = 32, autosummarize = on)`);
}
