import type { Knex } from 'knex';

/**
 * Stripe's events as an inbox: one that can't be processed is kept with its content, answered, and tried again by us. The
 * previous code writes its rows as before, with the defaults of the new columns.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE stripe_events
      ADD COLUMN happened_at timestamptz,
      ADD COLUMN attempts integer NOT NULL DEFAULT 1,
      ADD COLUMN error text,
      ADD COLUMN payload jsonb;
    COMMENT ON COLUMN stripe_events.happened_at IS 'When Stripe made it; null: before this column there was';
    COMMENT ON COLUMN stripe_events.attempts IS 'How often it was processed';
    COMMENT ON COLUMN stripe_events.error IS 'Of the last attempt; only where outcome is failed';
    COMMENT ON COLUMN stripe_events.payload IS 'The event as Stripe sent it, while outcome is failed; Stripe keeps all for 30 days';
    -- The inbox, newest first.
    CREATE INDEX stripe_events_received ON stripe_events (received_at DESC, id);
    -- What is tried again, and waits for a person at last.
    CREATE INDEX stripe_events_waiting ON stripe_events (received_at) WHERE outcome IN ('failed', 'early');
    -- From a payment, refund or dispute to its events.
    CREATE INDEX stripe_events_object ON stripe_events (object_id) WHERE object_id IS NOT NULL;
  `);
}
