import type { Knex } from 'knex';

/** The log is large and written all the time: its index is built beside the writers. */
export const config = { transaction: false };

/** The log by its times, so that its newest part is found. BRIN: rows arrive in order of time, and one costs almost nothing. */
export async function up(db: Knex): Promise<void> {
  await db.raw('DROP INDEX CONCURRENTLY IF EXISTS transitions_at');
  await db.raw(`CREATE INDEX CONCURRENTLY transitions_at ON transitions USING brin (at)
    WITH (pages_per_range = 32, autosummarize = on)`);
}
