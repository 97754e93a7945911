import type { Knex } from 'knex';

/** What the desk works with: the market, the law's caps, and work over whole views. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE market_prices (
      event_id     text COLLATE "C" NOT NULL REFERENCES events,
      part         text NOT NULL,
      price_amount integer NOT NULL,
      over_face    float8,
      listings     integer NOT NULL,
      PRIMARY KEY (event_id, part)
    );
    COMMENT ON TABLE market_prices IS 'The middle price of what is on sale, read every few minutes';
    COMMENT ON COLUMN market_prices.over_face IS 'The middle of price to face value; null where no face value is known';
    COMMENT ON COLUMN market_prices.part IS 'A section or a ticket type, in capitals; empty: the whole event';

    CREATE TABLE price_caps (
      id               text COLLATE "C" PRIMARY KEY,
      country          text NOT NULL,
      region           text,
      over_face_bps    integer NOT NULL CHECK (over_face_bps BETWEEN 0 AND 10000),
      over_face_amount integer NOT NULL CHECK (over_face_amount >= 0),
      law              text NOT NULL,
      created_by       text NOT NULL,
      created_at       timestamptz NOT NULL DEFAULT now(),
      ended_at         timestamptz
    );
    CREATE UNIQUE INDEX price_caps_one_a_place ON price_caps (country, coalesce(region, '')) WHERE ended_at IS NULL;
    CREATE FUNCTION price_cap_of(of_country text, of_region text, face_amount integer)
      RETURNS TABLE (cap_amount integer, cap_law text) LANGUAGE sql STABLE AS $$
        SELECT (face_amount + (face_amount::bigint * c.over_face_bps) / 10000 + c.over_face_amount)::integer, c.law
        FROM price_caps c WHERE c.ended_at IS NULL AND c.country = of_country AND coalesce(c.region, of_region) = of_region
        ORDER BY c.region IS NULL LIMIT 1
      $$;
    COMMENT ON FUNCTION price_cap_of IS
      'The law of the region before that of its country; a cap without a face value is null beside its law. Part of a cent falls away';

    CREATE TABLE bulk_runs (
      id         text COLLATE "C" PRIMARY KEY,
      deed       jsonb NOT NULL,
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
    COMMENT ON COLUMN bulk_run_rows.version IS 'As the listing was when the run was asked for';
    CREATE INDEX bulk_run_rows_listing ON bulk_run_rows (listing_id);

    CREATE TABLE saved_views (
      id         text COLLATE "C" PRIMARY KEY,
      person_id  text COLLATE "C" NOT NULL REFERENCES people,
      page       text NOT NULL,
      name       text NOT NULL,
      query      text NOT NULL,
      shared     boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (person_id, page, name)
    );
  `);
}
