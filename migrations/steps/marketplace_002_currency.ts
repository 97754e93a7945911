import type { Knex } from 'knex';

/** The currency of the books, which was fixed in the code before. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE marketplace_settings ADD COLUMN currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$');
    COMMENT ON COLUMN marketplace_settings.currency IS 'ISO 4217: of the books and of every new event; chosen before the first event';
  `);
}
