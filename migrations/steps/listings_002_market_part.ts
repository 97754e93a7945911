import type { Knex } from 'knex';

/**
 * What a listing's price is compared within: one spelling of its section or ticket type, so that 101 and 0101 are one.
 * Stored, because computing it for every listing of a view took longer than the view. Adding it rewrites the table: about a
 * second for 100,000 listings.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE listings ADD COLUMN market_part text NOT NULL
      GENERATED ALWAYS AS (place_key(coalesce(section, ticket_type))) STORED;
    COMMENT ON COLUMN listings.market_part IS 'Section or ticket type in one spelling: the part of market_prices';
    COMMENT ON COLUMN market_prices.part IS 'A section or a ticket type in one spelling (place_key); empty: the whole event';
  `);
}
