import type { Knex } from 'knex';

/** How long the marketplace keeps notices, and for how long those of several things are gathered. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE marketplace_settings
      ADD COLUMN notice_days integer NOT NULL DEFAULT 30 CHECK (notice_days BETWEEN 7 AND 365),
      ADD COLUMN notice_gather_minutes integer NOT NULL DEFAULT 10 CHECK (notice_gather_minutes BETWEEN 0 AND 1440);
    COMMENT ON COLUMN marketplace_settings.notice_days IS 'How many days notices are kept in inboxes';
    COMMENT ON COLUMN marketplace_settings.notice_gather_minutes IS 'For how many minutes notices of the same kind and consignor are one';
  `);
}
