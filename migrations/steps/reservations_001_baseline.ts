import type { Knex } from 'knex';

/**
 * Reservations. Every index and foreign key here costs time on the hottest path, so there are only those that a hold
 * needs: ids grow with time and give the order; event_id comes from a listing, whose event is checked.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE reservations (
      id              text COLLATE "C" PRIMARY KEY,
      code            text COLLATE "C" NOT NULL UNIQUE,
      fan_id          text COLLATE "C" NOT NULL,
      event_id        text COLLATE "C" NOT NULL,
      email           text,
      currency        text NOT NULL,
      total_amount    integer NOT NULL CHECK (total_amount >= 0),
      ticket_count    integer NOT NULL CHECK (ticket_count > 0),
      created_at      timestamptz NOT NULL,
      expires_at      timestamptz NOT NULL,
      paid_at         timestamptz,
      attention       text,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    ) WITH (fillfactor = 80);
    COMMENT ON COLUMN reservations.fan_id IS 'A person (per_…) or the cookie of a guest (fan_…)';
    COMMENT ON COLUMN reservations.attention IS 'Why it is in support''s queue; null: it isn''t';
    COMMENT ON COLUMN reservations.total_amount IS 'What the fan pays, minor units';
    CREATE UNIQUE INDEX reservations_one_open_hold ON reservations (fan_id)
      WHERE state IN ('pending.holding', 'pending.paying');
    CREATE INDEX reservations_orders_of_fan ON reservations (fan_id) WHERE state IN ('paid', 'refunded');
    CREATE INDEX reservations_orders_of_event ON reservations (event_id) WHERE state IN ('paid', 'refunded');
    CREATE INDEX reservations_orders_by_payment ON reservations (paid_at, id) WHERE state IN ('paid', 'refunded');
    -- Support searches for parts of emails. A guest's hold has no email yet, so the index costs the hold nothing.
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX reservations_email ON reservations USING gin (email gin_trgm_ops) WHERE email IS NOT NULL;
    CREATE INDEX reservations_attention ON reservations (created_at) WHERE attention IS NOT NULL;

    CREATE TABLE reservation_items (
      reservation_id    text COLLATE "C" NOT NULL,
      listing_id        text COLLATE "C" NOT NULL,
      ticket_type       text NOT NULL,
      seats             integer[] NOT NULL,
      quantity          integer NOT NULL CHECK (quantity > 0),
      price_amount      integer NOT NULL,
      proceeds_amount  integer NOT NULL,
      commission_amount      integer NOT NULL,
      fee_amount        integer NOT NULL,
      commission_bps         integer NOT NULL,
      fee_bps           integer NOT NULL,
      percentages_id    text COLLATE "C" NOT NULL,
      seen_amount       integer,
      PRIMARY KEY (reservation_id, listing_id),
      CHECK (proceeds_amount + commission_amount = price_amount)
    );
    COMMENT ON TABLE reservation_items IS 'Amounts are of one ticket, minor units, by the percentages in force at the hold';

    CREATE VIEW reservations_orders AS
      SELECT id, code, fan_id, event_id, email, currency, total_amount, ticket_count, created_at, expires_at, paid_at, attention, state,
        version
      FROM reservations;
    COMMENT ON VIEW reservations_orders IS 'Holds and orders, without the snapshot of their machine; what other rooms read';
    CREATE VIEW reservations_lines AS
      SELECT reservation_id, listing_id, ticket_type, seats, quantity, price_amount, proceeds_amount, commission_amount, fee_amount,
        commission_bps, fee_bps, percentages_id, seen_amount
      FROM reservation_items;
    COMMENT ON VIEW reservations_lines IS 'Lines of holds and orders; amounts are of one ticket, minor units, as agreed at the hold';
  `);
}
