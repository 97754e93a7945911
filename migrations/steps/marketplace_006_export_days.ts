import type { Knex } from 'knex';

/** How long the marketplace keeps files that were written in the background. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE marketplace_settings
      ADD COLUMN export_days integer NOT NULL DEFAULT 7 CHECK (export_days BETWEEN 1 AND 30);
    COMMENT ON COLUMN marketplace_settings.export_days IS 'How many days files of tables are kept that were written in the background';
  `);
}
