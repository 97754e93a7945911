import type { Knex } from 'knex';

/** A ticket type may have a limit per fan of its own, in the place of the event's. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE listings ADD COLUMN max_per_fan integer CHECK (max_per_fan > 0);
    COMMENT ON COLUMN listings.max_per_fan IS 'Tickets of its type that one fan may have; null: as the event says';

    CREATE OR REPLACE VIEW listings_offered AS
      SELECT id, event_id, consignor_id, package_id, import_id, external_id, kind, ticket_type, section, "row", seats, split_rule,
        price_amount, face_value_amount, currency, delivery, disclosure, quantity, available, held, sold, withdrawn, source, state,
        state_reason, submitted_at, priced_at, floor_amount, ceiling_amount, in_hand_on, owner_id, delist_requested_at,
        delist_reason, created_at, version, max_per_fan
      FROM listings;
  `);
}
