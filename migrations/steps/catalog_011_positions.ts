import type { Knex } from 'knex';

/** Where venues lie, for who looks for events near a place. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE VIEW catalog_venue_positions AS
      SELECT id, city, latitude, longitude FROM venues WHERE latitude IS NOT NULL AND longitude IS NOT NULL;
    COMMENT ON VIEW catalog_venue_positions IS 'Venues whose position is known, degrees; north and east are positive';

    -- The haversine formula on a sphere of the earth's mean radius, 3,958.8 miles: wrong by at most half a percent.
    CREATE FUNCTION catalog_miles_between(latitude float8, longitude float8, other_latitude float8, other_longitude float8)
      RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT 2 * 3958.8 * asin(least(1, sqrt(sin(radians(other_latitude - latitude) / 2) ^ 2
        + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(radians(other_longitude - longitude) / 2) ^ 2)))
    $$;
    COMMENT ON FUNCTION catalog_miles_between(float8, float8, float8, float8) IS 'Statute miles between two positions in degrees';
  `);
}
