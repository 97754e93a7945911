import type { Knex } from 'knex';

/** How long the marketplace keeps what Stripe told. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE marketplace_settings
      ADD COLUMN stripe_event_days integer NOT NULL DEFAULT 730 CHECK (stripe_event_days BETWEEN 60 AND 3650);
    COMMENT ON COLUMN marketplace_settings.stripe_event_days IS 'How many days events of Stripe that were processed, and runs of the reconciliation, are kept; Stripe itself keeps events for 30';
  `);
}
