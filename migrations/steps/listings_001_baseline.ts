import type { Knex } from 'knex';

/** Listings, the history of their prices, market prices, and bulk actions. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
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
      disclosure          text,
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
      delist_requested_at   timestamptz,
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
    COMMENT ON COLUMN listings.price_amount IS 'Of one ticket, minor units of currency, before the service fee';
    COMMENT ON COLUMN listings.ceiling_amount IS 'Highest price that the consignor agrees to, minor units';
    COMMENT ON COLUMN listings.floor_amount IS 'Lowest price that the consignor agrees to, minor units';
    COMMENT ON COLUMN listings.in_hand_on IS 'When the tickets will be in hand; null: they are';
    COMMENT ON COLUMN listings.owner_id IS 'The staff member responsible for it';
    COMMENT ON COLUMN listings.delist_requested_at IS 'When the consignor asked to take it off sale';
    -- Staff lists and statistics read these columns of every listing from the index alone. It leaves out available and
    -- held, which change with every hold: an update that touches no indexed column stays on its page (HOT).
    CREATE INDEX listings_desk ON listings (event_id, id) INCLUDE (state, quantity, sold, withdrawn, price_amount, face_value_amount,
      currency, consignor_id, package_id, ticket_type, section, submitted_at);
    CREATE INDEX listings_consignor ON listings (consignor_id);
    -- Withdrawn stock by event, for statistics, without reading rows that change with every hold.
    CREATE INDEX listings_withdrawn ON listings (event_id) WHERE state = 'withdrawn';
    CREATE INDEX listings_queue ON listings (submitted_at) WHERE state = 'submitted';
    CREATE INDEX listings_package ON listings (package_id) WHERE package_id IS NOT NULL;
    CREATE INDEX listings_import ON listings (import_id) WHERE import_id IS NOT NULL;
    -- Market prices per section. Contains only live listings.
    CREATE INDEX listings_market ON listings (event_id, upper(section), price_amount) WHERE state = 'live';
    -- A later file finds a listing by the broker's own id.
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
    COMMENT ON COLUMN listing_prices.market_amount IS 'Market price of one ticket at that moment, minor units; null: not known';
    COMMENT ON COLUMN listing_prices.version IS 'The transition of the listing that set the price';

    CREATE TABLE market_prices (
      event_id     text COLLATE "C" NOT NULL REFERENCES events,
      part         text NOT NULL,
      price_amount integer NOT NULL,
      over_face    float8,
      listings     integer NOT NULL,
      PRIMARY KEY (event_id, part)
    );
    COMMENT ON TABLE market_prices IS 'Median price of live listings, refreshed every few minutes';
    COMMENT ON COLUMN market_prices.over_face IS 'Median of price to face value; null where no face value is known';
    COMMENT ON COLUMN market_prices.part IS 'A section or a ticket type, upper case; empty: the whole event';

    CREATE TABLE bulk_runs (
      id         text COLLATE "C" PRIMARY KEY,
      action       jsonb NOT NULL,
      filter     jsonb NOT NULL,
      listings   integer NOT NULL,
      done       integer NOT NULL DEFAULT 0,
      refused    integer NOT NULL DEFAULT 0,
      created_by text NOT NULL,
      request_id text,
      created_at timestamptz NOT NULL DEFAULT now(),
      done_at    timestamptz
    );
    CREATE TABLE bulk_run_rows (
      run_id     text COLLATE "C" NOT NULL REFERENCES bulk_runs,
      position   integer NOT NULL,
      listing_id text COLLATE "C" NOT NULL REFERENCES listings,
      version    integer NOT NULL,
      outcome    text NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'done', 'refused')),
      label      text NOT NULL DEFAULT '',
      code       text,
      message    text,
      PRIMARY KEY (run_id, position)
    );
    COMMENT ON COLUMN bulk_run_rows.version IS 'Version of the listing when the run was requested: a listing changed since then is refused';
    CREATE INDEX bulk_run_rows_listing ON bulk_run_rows (listing_id);

    CREATE VIEW listings_offered AS
      SELECT id, event_id, consignor_id, package_id, import_id, external_id, kind, ticket_type, section, "row", seats, split_rule,
        price_amount, face_value_amount, currency, delivery, disclosure, quantity, available, held, sold, withdrawn, source, state,
        state_reason, submitted_at, priced_at, floor_amount, ceiling_amount, in_hand_on, owner_id, delist_requested_at,
        delist_reason, created_at, version
      FROM listings;
    COMMENT ON VIEW listings_offered IS 'Listings in every state, without the snapshot of their machine; what other rooms read';
  `);
}
