import type { Knex } from 'knex';

/** The outbox is written all the time: its index is built beside the writers. */
export const config = { transaction: false };

/** Which emails still have their text, the oldest first. */
export async function up(db: Knex): Promise<void> {
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS emails_with_text');
  await db.raw(`CREATE INDEX CONCURRENTLY emails_with_text ON emails (created_at) WHERE text_body <> ''`);
}
