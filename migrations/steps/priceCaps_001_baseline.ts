import type { Knex } from 'knex';

/** Highest resale prices by law. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
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
    COMMENT ON TABLE price_caps IS 'Highest resale prices by law';
    COMMENT ON COLUMN price_caps.over_face_bps IS 'How far above face value, basis points; over_face_amount is added, minor units';
    CREATE UNIQUE INDEX price_caps_one_a_place ON price_caps (country, coalesce(region, '')) WHERE ended_at IS NULL;
    CREATE FUNCTION price_cap_of(of_country text, of_region text, face_amount integer)
      RETURNS TABLE (cap_amount integer, cap_law text) LANGUAGE sql STABLE AS $$
        SELECT (face_amount + (face_amount::bigint * c.over_face_bps) / 10000 + c.over_face_amount)::integer, c.law
        FROM price_caps c WHERE c.ended_at IS NULL AND c.country = of_country AND coalesce(c.region, of_region) = of_region
        ORDER BY c.region IS NULL LIMIT 1
      $$;
    COMMENT ON FUNCTION price_cap_of IS
      'Highest legal price, minor units, rounded down: the region''s law before its country''s; cap_amount is null without a face value';

    CREATE VIEW price_caps_set AS
      SELECT id, country, region, over_face_bps, over_face_amount, law, created_by, created_at, ended_at FROM price_caps;
    COMMENT ON VIEW price_caps_set IS 'Caps in force and ended ones';
  `);
}
