import type { Knex } from 'knex';

/** Whether fans may wait for tickets, and how long an offer is held for them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE marketplace_settings
      ADD COLUMN waiting_lists boolean NOT NULL DEFAULT true,
      ADD COLUMN waiting_offer_minutes integer NOT NULL DEFAULT 30 CHECK (waiting_offer_minutes BETWEEN 10 AND 120);
    COMMENT ON COLUMN marketplace_settings.waiting_lists IS 'Whether events have waiting lists; false: nobody joins one and nothing is offered, and who waits keeps the place';
    COMMENT ON COLUMN marketplace_settings.waiting_offer_minutes IS 'How long an offer is held; at most until the event begins';
  `);
}
