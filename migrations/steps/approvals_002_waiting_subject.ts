import type { Knex } from 'knex';

/** Says what a waiting request is about, so that its case leads to the page on which it is decided. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE OR REPLACE VIEW approvals_waiting AS
      SELECT id, reservation_id, words, amount, currency, created_at, expires_at, subject FROM approvals WHERE state = 'waiting';
  `);
}
