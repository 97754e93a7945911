import type { Knex } from 'knex';

/** The taxes that are included in a line, as they were at the hold. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE reservation_taxes (
      reservation_id text COLLATE "C" NOT NULL,
      listing_id     text COLLATE "C" NOT NULL,
      rule_id        text COLLATE "C" NOT NULL,
      account        text NOT NULL,
      jurisdiction   text NOT NULL,
      name           text NOT NULL,
      rate_ppm       integer NOT NULL,
      price_amount   integer NOT NULL CHECK (price_amount >= 0),
      fee_amount     integer NOT NULL CHECK (fee_amount >= 0),
      PRIMARY KEY (reservation_id, listing_id, rule_id),
      FOREIGN KEY (reservation_id, listing_id) REFERENCES reservation_items ON DELETE CASCADE
    );
    COMMENT ON TABLE reservation_taxes IS 'Taxes within a line of a hold or order, as they were at the hold';
    COMMENT ON COLUMN reservation_taxes.price_amount IS 'Tax within the price of one ticket, minor units';
    COMMENT ON COLUMN reservation_taxes.fee_amount IS 'Tax within the service fee of one ticket, minor units';

    CREATE VIEW reservations_taxes AS
      SELECT t.reservation_id, t.listing_id, t.rule_id, t.account, t.jurisdiction, t.name, t.rate_ppm, t.price_amount, t.fee_amount, i.quantity
      FROM reservation_taxes t JOIN reservation_items i ON i.reservation_id = t.reservation_id AND i.listing_id = t.listing_id;
    COMMENT ON VIEW reservations_taxes IS 'Taxes within the lines of holds and orders; amounts are of one ticket, minor units';
  `);
}
