import type { Knex } from 'knex';

/** The log is large and written all the time: its index is built beside the writers. */
export const config = { transaction: false };

/** The log by its transactions, so that what isn't numbered yet is found. BRIN: rows arrive nearly in that order, and one costs almost nothing. */
export async function up(db: Knex): Promise<void> {
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS transitions_xid');
  await db.raw(`CREATE INDEX CONCURRENTLY transitions_xid ON transitions USING brin (xid)
    WITH (pages_per_range = 32, autosummarize = on)`);
}
