import type { Knex } from 'knex';

/** The last nightly comparison, for the rooms that tell of its differences. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE VIEW statistics_last_comparison AS
      SELECT id, at, differences FROM statistics_comparisons ORDER BY at DESC LIMIT 1;
    COMMENT ON VIEW statistics_last_comparison IS 'The last comparison of statistics with a recount';
  `);
}
