import type { Knex } from 'knex';

/** Packages, listings with their tickets and prices, and files on their way in. */
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
      drawback     text,
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
    COMMENT ON COLUMN packages.seat_step IS '2: the row counts by two';
    COMMENT ON COLUMN packages.price IS 'How the price of a game comes about; null: not agreed, so nothing is consigned';
    CREATE INDEX packages_consignor ON packages (consignor_id);

    CREATE TABLE package_access (
      package_id text COLLATE "C" PRIMARY KEY REFERENCES packages,
      key_id     text NOT NULL,
      sealed     bytea NOT NULL,
      kept_by    text NOT NULL,
      kept_at    timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE package_access IS 'The login of the team''s ticket site, sealed: AES-256-GCM over the package''s id';
    COMMENT ON COLUMN package_access.key_id IS 'Which key sealed it';

    CREATE TABLE imports (
      id              text COLLATE "C" PRIMARY KEY,
      consignor_id    text COLLATE "C" NOT NULL REFERENCES consignors,
      file_name       text NOT NULL,
      file_hash       text NOT NULL,
      format          text NOT NULL,
      row_count       integer NOT NULL,
      created_by      text NOT NULL,
      created_at      timestamptz NOT NULL DEFAULT now(),
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    CREATE UNIQUE INDEX imports_same_file ON imports (consignor_id, file_hash) WHERE state <> 'failed';
    CREATE TABLE import_rows (
      import_id  text COLLATE "C" NOT NULL REFERENCES imports,
      line       integer NOT NULL,
      record     jsonb NOT NULL,
      action     text NOT NULL CHECK (action IN ('create', 'change', 'unchanged', 'refuse')),
      label      text NOT NULL,
      problems   jsonb NOT NULL DEFAULT '[]',
      changes    jsonb NOT NULL DEFAULT '[]',
      plan       jsonb,
      listing_id text COLLATE "C",
      applied_at timestamptz,
      PRIMARY KEY (import_id, line)
    );

    CREATE TABLE listings (
      id                text COLLATE "C" PRIMARY KEY,
      event_id          text COLLATE "C" NOT NULL REFERENCES events,
      consignor_id      text COLLATE "C" NOT NULL REFERENCES consignors,
      package_id        text COLLATE "C" REFERENCES packages,
      import_id         text COLLATE "C" REFERENCES imports,
      external_id       text,
      kind              text NOT NULL CHECK (kind IN ('seated', 'generalAdmission')),
      ticket_type       text NOT NULL,
      section           text,
      "row"             text,
      seats             integer[] NOT NULL DEFAULT '{}',
      split_rule        text NOT NULL CHECK (split_rule IN ('any', 'pairs', 'neverLeaveOne', 'allOrNothing') OR split_rule ~ '^custom:[1-9][0-9]{0,1}(,[1-9][0-9]{0,1})*$'),
      price_amount      integer NOT NULL CHECK (price_amount >= 0),
      face_value_amount integer CHECK (face_value_amount >= 0),
      currency          text NOT NULL,
      delivery          text NOT NULL,
      drawback          text,
      quantity          integer NOT NULL CHECK (quantity > 0),
      available         integer NOT NULL CHECK (available >= 0),
      held              integer NOT NULL DEFAULT 0 CHECK (held >= 0),
      sold              integer NOT NULL DEFAULT 0 CHECK (sold >= 0),
      withdrawn         integer NOT NULL DEFAULT 0 CHECK (withdrawn >= 0),
      source            text NOT NULL,
      state_reason      text GENERATED ALWAYS AS (snapshot -> 'context' ->> 'stateReason') STORED,
      submitted_at      timestamptz,
      priced_at         timestamptz NOT NULL DEFAULT now(),
      floor_amount      integer CHECK (floor_amount > 0),
      ceiling_amount    integer CHECK (ceiling_amount > 0),
      in_hand_on        date,
      owner_id          text COLLATE "C" REFERENCES people,
      delist_asked_at   timestamptz,
      delist_reason     text,
      created_at        timestamptz NOT NULL DEFAULT now(),
      state             text NOT NULL,
      snapshot          jsonb NOT NULL,
      machine_version   integer NOT NULL,
      version           integer NOT NULL,
      CONSTRAINT listings_every_ticket_counted CHECK (available + held + sold + withdrawn = quantity),
      CONSTRAINT listings_floor_below_ceiling CHECK (floor_amount <= ceiling_amount),
      CHECK ((kind = 'seated') = (section IS NOT NULL AND "row" IS NOT NULL AND cardinality(seats) = quantity))
    ) WITH (fillfactor = 70);
    COMMENT ON COLUMN listings.floor_amount IS 'The lowest price that its consignor agrees to';
    COMMENT ON COLUMN listings.in_hand_on IS 'When the tickets will be in hand; null: they are';
    COMMENT ON COLUMN listings.owner_id IS 'Who of the desk looks after it';
    COMMENT ON COLUMN listings.delist_asked_at IS 'Its consignor wants it off sale since then';
    -- What the desk's lists and statistics read of every listing, without its row. Not what changes with a hold: available
    -- and held are what is left of the quantity, and a row whose indexes don't change is rewritten on its own page.
    CREATE INDEX listings_desk ON listings (event_id, id) INCLUDE (state, quantity, sold, withdrawn, price_amount, face_value_amount,
      currency, consignor_id, package_id, ticket_type, section, submitted_at);
    CREATE INDEX listings_consignor ON listings (consignor_id);
    CREATE INDEX listings_queue ON listings (submitted_at) WHERE state = 'submitted';
    CREATE INDEX listings_package ON listings (package_id) WHERE package_id IS NOT NULL;
    CREATE INDEX listings_import ON listings (import_id) WHERE import_id IS NOT NULL;
    CREATE UNIQUE INDEX listings_external ON listings (consignor_id, external_id)
      WHERE external_id IS NOT NULL AND state NOT IN ('withdrawn', 'ended');

    CREATE TABLE listing_prices (
      listing_id   text COLLATE "C" NOT NULL REFERENCES listings,
      version      integer NOT NULL,
      price_amount integer NOT NULL,
      at           timestamptz NOT NULL,
      by           text NOT NULL,
      reason       text,
      market_amount integer,
      PRIMARY KEY (listing_id, version)
    );
    COMMENT ON COLUMN listing_prices.market_amount IS 'Its market at that moment, each, minor units; null: not known';
    COMMENT ON COLUMN listing_prices.version IS 'The transition of the listing that set the price';

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
      'Its consignor wanted it back then, while the listing stays on sale: it leaves as soon as nobody holds it';
    COMMENT ON COLUMN tickets.sold_at IS 'When its order was paid';
    COMMENT ON TABLE tickets IS 'Seated: one row a seat from the start. General admission: one row a ticket once it is sold.';
    -- Not "seat IS NOT NULL" as well: a question for free tickets doesn't say that, and would read the whole table.
    CREATE UNIQUE INDEX tickets_one_a_seat ON tickets (listing_id, seat) WHERE state <> 'refunded';
    -- Row b is row B: files of several hands spell one row in several ways.
    CREATE UNIQUE INDEX tickets_seat_once_in_the_house ON tickets (event_id, upper(section), upper("row"), seat)
      WHERE state NOT IN ('refunded', 'withdrawn') AND seat IS NOT NULL;
    CREATE INDEX tickets_reservation ON tickets (reservation_id) WHERE reservation_id IS NOT NULL;
    CREATE INDEX tickets_refunded ON tickets (reservation_id, listing_id) WHERE state = 'refunded';
  `);
}
