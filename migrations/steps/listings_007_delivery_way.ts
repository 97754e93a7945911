import type { Knex } from 'knex';

/** How a listing's tickets reach their fan. The text beside it stays what staff noted of it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE listings ADD COLUMN delivery_way text NOT NULL DEFAULT 'transfer'
      CHECK (delivery_way IN ('transfer', 'file', 'barcode', 'willCall', 'courier'));
    COMMENT ON COLUMN listings.delivery_way IS 'How its tickets reach their fan; of our own events it is our gate code, whatever stands here';

    CREATE OR REPLACE VIEW listings_offered AS
      SELECT id, event_id, consignor_id, package_id, import_id, external_id, kind, ticket_type, section, "row", seats, split_rule,
        price_amount, face_value_amount, currency, delivery, disclosure, quantity, available, held, sold, withdrawn, source, state,
        state_reason, submitted_at, priced_at, floor_amount, ceiling_amount, in_hand_on, owner_id, delist_requested_at,
        delist_reason, created_at, version, max_per_fan, delivery_way
      FROM listings;
  `);
}
