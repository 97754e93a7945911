import type { Knex } from 'knex';

/** Season packages: one consignor's seats for all or some games of a season. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE packages (
      id           text COLLATE "C" PRIMARY KEY,
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      season_id    text COLLATE "C" NOT NULL REFERENCES seasons,
      section      text NOT NULL,
      "row"        text NOT NULL,
      low_seat     integer NOT NULL CHECK (low_seat > 0),
      high_seat    integer NOT NULL CHECK (high_seat >= low_seat),
      seat_step    integer NOT NULL DEFAULT 1 CHECK (seat_step IN (1, 2)),
      price        jsonb,
      opponents    jsonb NOT NULL DEFAULT '[]',
      face_value_amount integer CHECK (face_value_amount >= 0),
      floor_amount      integer CHECK (floor_amount > 0),
      ceiling_amount    integer CHECK (ceiling_amount > 0),
      split_rule   text NOT NULL DEFAULT 'neverLeaveOne',
      delivery     text NOT NULL DEFAULT 'Tickets ready now',
      disclosure     text,
      created_by   text NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now(),
      confirmed_at timestamptz,
      confirmed_by text,
      ended_at     timestamptz,
      ended_reason text,
      CHECK ((high_seat - low_seat) % seat_step = 0),
      CONSTRAINT packages_floor_below_ceiling CHECK (floor_amount <= ceiling_amount),
      CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
      CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
    );
    COMMENT ON COLUMN packages.seat_step IS '2: seat numbers of the row count by two';
    COMMENT ON COLUMN packages.price IS 'How the price of an event is computed; null: not agreed, so nothing can be consigned';
    COMMENT ON COLUMN packages.floor_amount IS 'Lowest price of its listings, minor units; the three amounts are of one ticket';
    CREATE INDEX packages_consignor ON packages (consignor_id);

    CREATE TABLE package_access (
      package_id text COLLATE "C" PRIMARY KEY REFERENCES packages,
      key_id     text NOT NULL,
      sealed     bytea NOT NULL,
      kept_by    text NOT NULL,
      kept_at    timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE package_access IS 'Login of the team''s ticket site, encrypted: AES-256-GCM with the package''s id as associated data';
    COMMENT ON COLUMN package_access.key_id IS 'The key that encrypted it';

    CREATE VIEW packages_seats AS SELECT id, consignor_id, season_id, section, "row", low_seat, high_seat, seat_step FROM packages;
    COMMENT ON VIEW packages_seats IS 'Whose seats a season package is, for other rooms';
  `);
}
