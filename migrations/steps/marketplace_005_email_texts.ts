import type { Knex } from 'knex';

/** How long the marketplace keeps what it wrote. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE marketplace_settings
      ADD COLUMN email_text_days integer NOT NULL DEFAULT 730 CHECK (email_text_days BETWEEN 180 AND 3650);
    COMMENT ON COLUMN marketplace_settings.email_text_days IS 'How many days the texts of emails are kept; that they were sent, to whom and when, stays. Banks dispute payments for up to 540';
  `);
}
