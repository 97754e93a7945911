import type { Knex } from 'knex';

/**
 * Lines of paid orders whose tickets couldn't be delivered and that have others in their place. What was agreed at the hold
 * stays in `reservation_items`; what the fan has now is in `reservations_current_lines`.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE reservation_replacements (
      reservation_id    text COLLATE "C" NOT NULL REFERENCES reservations,
      line_listing_id   text COLLATE "C" NOT NULL,
      from_listing_id   text COLLATE "C" NOT NULL REFERENCES listings,
      listing_id        text COLLATE "C" NOT NULL REFERENCES listings,
      nth               integer NOT NULL CHECK (nth > 0),
      ticket_type       text NOT NULL,
      seats             integer[] NOT NULL,
      quantity          integer NOT NULL CHECK (quantity > 0),
      price_amount      integer NOT NULL CHECK (price_amount >= 0),
      proceeds_amount   integer NOT NULL,
      commission_amount integer NOT NULL,
      commission_bps    integer NOT NULL,
      percentages_id    text COLLATE "C" NOT NULL,
      fault             text NOT NULL CHECK (fault IN ('consignor', 'marketplace', 'fan', 'nobody')),
      reason            text NOT NULL,
      replaced_by       text COLLATE "C",
      decided_by        text NOT NULL,
      at                timestamptz NOT NULL,
      PRIMARY KEY (reservation_id, from_listing_id),
      UNIQUE (reservation_id, listing_id),
      FOREIGN KEY (reservation_id, line_listing_id) REFERENCES reservation_items,
      CHECK (proceeds_amount + commission_amount = price_amount)
    );
    COMMENT ON TABLE reservation_replacements IS 'Tickets in place of those of a paid order that could not be delivered. Amounts are of one ticket, minor units, by the percentages in force then';
    COMMENT ON COLUMN reservation_replacements.line_listing_id IS 'The line of the order as it was bought';
    COMMENT ON COLUMN reservation_replacements.from_listing_id IS 'The listing that could not be delivered: of the line, or of the replacement before';
    COMMENT ON COLUMN reservation_replacements.nth IS 'The first, second… of its line';
    COMMENT ON COLUMN reservation_replacements.price_amount IS 'The price of the new tickets. The fan pays what was agreed; the marketplace bears the difference';
    COMMENT ON COLUMN reservation_replacements.replaced_by IS 'The listing of the next replacement; null: the fan has these';
    CREATE UNIQUE INDEX reservation_replacements_current ON reservation_replacements (reservation_id, line_listing_id)
      WHERE replaced_by IS NULL;
    CREATE INDEX reservation_replacements_listing ON reservation_replacements (listing_id);
    CREATE INDEX reservation_replacements_from ON reservation_replacements (from_listing_id);

    CREATE VIEW reservations_current_lines AS
      SELECT i.reservation_id, i.listing_id AS line_listing_id, coalesce(n.listing_id, i.listing_id) AS listing_id,
        coalesce(n.ticket_type, i.ticket_type) AS ticket_type, coalesce(n.seats, i.seats) AS seats, i.quantity, i.price_amount,
        coalesce(n.proceeds_amount, i.proceeds_amount) AS proceeds_amount,
        i.price_amount - coalesce(n.proceeds_amount, i.proceeds_amount) AS commission_amount, i.fee_amount, i.fee_bps, i.seen_amount
      FROM reservation_items i LEFT JOIN reservation_replacements n
        ON n.reservation_id = i.reservation_id AND n.line_listing_id = i.listing_id AND n.replaced_by IS NULL;
    COMMENT ON VIEW reservations_current_lines IS 'Lines of holds and orders with the tickets that their fans have now; amounts are of one ticket, minor units: the price and fee that the fan agreed to, and what of the price its consignor gets';
    CREATE VIEW reservations_all_lines AS
      SELECT reservation_id, listing_id, ticket_type, seats, quantity, NULL::text AS from_listing_id FROM reservation_items
      UNION ALL
      SELECT reservation_id, listing_id, ticket_type, seats, quantity, from_listing_id FROM reservation_replacements;
    COMMENT ON VIEW reservations_all_lines IS 'Lines of holds and orders, those that were replaced and those in their place';
  `);
}
