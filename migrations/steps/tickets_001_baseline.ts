import type { Knex } from 'knex';

/** Single admissions. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE tickets (
      id             text COLLATE "C" PRIMARY KEY,
      listing_id     text COLLATE "C" NOT NULL REFERENCES listings,
      event_id       text COLLATE "C" NOT NULL REFERENCES events,
      section        text,
      "row"          text,
      seat           integer,
      state          text NOT NULL CHECK (state IN ('free', 'held', 'sold', 'withdrawn', 'refunded')),
      reservation_id text COLLATE "C",
      code           text UNIQUE,
      sold_at        timestamptz,
      taken_back_at  timestamptz,
      CHECK ((state IN ('held', 'sold', 'refunded')) = (reservation_id IS NOT NULL)),
      CHECK (state NOT IN ('sold', 'refunded') OR (code IS NOT NULL AND sold_at IS NOT NULL))
    ) WITH (fillfactor = 85);
    COMMENT ON COLUMN tickets.taken_back_at IS
      'When the consignor took it back while its listing stays on sale; it is withdrawn as soon as no reservation holds it';
    COMMENT ON COLUMN tickets.sold_at IS 'When its order was paid';
    COMMENT ON TABLE tickets IS 'Seated: one row per seat from the start. General admission: one row per ticket once it is sold';
    -- Without "seat IS NOT NULL": queries for free tickets don't have that condition and couldn't use the index.
    CREATE UNIQUE INDEX tickets_one_a_seat ON tickets (listing_id, seat) WHERE state <> 'refunded';
    -- No seat is on sale twice, across all consignors. Files spell rows in several ways, so row b is row B.
    CREATE UNIQUE INDEX tickets_seat_unique ON tickets (event_id, upper(section), upper("row"), seat)
      WHERE state NOT IN ('refunded', 'withdrawn') AND seat IS NOT NULL;
    CREATE INDEX tickets_reservation ON tickets (reservation_id) WHERE reservation_id IS NOT NULL;
    CREATE INDEX tickets_refunded ON tickets (reservation_id, listing_id) WHERE state = 'refunded';

    CREATE VIEW tickets_admissions AS
      SELECT id, listing_id, event_id, section, "row", seat, state, reservation_id, code, sold_at, taken_back_at FROM tickets;
    COMMENT ON VIEW tickets_admissions IS 'Single admissions, for other rooms';
  `);
}
