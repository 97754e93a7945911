import type { Knex } from 'knex';

/** Moves to another venue, and the dated choice that fans of a moved event have: keep the tickets, or the money back. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE event_changes
      ADD COLUMN from_venue_id   text COLLATE "C" REFERENCES venues,
      ADD COLUMN venue_id        text COLLATE "C" REFERENCES venues,
      ADD COLUMN listings_paused integer NOT NULL DEFAULT 0,
      ADD COLUMN choice_until    timestamptz,
      ADD CONSTRAINT event_changes_venue CHECK ((venue_id IS NULL) = (from_venue_id IS NULL) AND (venue_id IS NULL OR kind = 'move')),
      ADD CONSTRAINT event_changes_choice CHECK (choice_until IS NULL OR kind = 'move');
    COMMENT ON COLUMN event_changes.venue_id IS 'Where it moved to; null: it stays where it is';
    COMMENT ON COLUMN event_changes.listings_paused IS 'Listings of sections that the new venue isn''t known to have';
    COMMENT ON COLUMN event_changes.choice_until IS 'Until when its fans may have the money back; silence keeps the tickets. Null: no choice';
    ALTER TABLE event_change_orders
      ADD COLUMN choice    text CHECK (choice IN ('keep', 'refund')),
      ADD COLUMN chosen_at timestamptz,
      ADD CONSTRAINT event_change_orders_chosen CHECK ((choice IS NULL) = (chosen_at IS NULL));
    COMMENT ON COLUMN event_change_orders.choice IS 'What the fan chose; null: nothing';

    CREATE VIEW event_changes_choices AS
      SELECT o.reservation_id, c.id AS change_id, c.event_id, c.decided_at, c.choice_until, o.choice, o.chosen_at, c.from_venue_id
      FROM event_change_orders o JOIN event_changes c ON c.id = o.change_id
      WHERE c.choice_until IS NOT NULL AND o.outcome IN ('waiting', 'done');
    COMMENT ON VIEW event_changes_choices IS 'Orders of moved events whose fans have or had a choice';
  `);
}
