import type { Knex } from 'knex';

/** Events have a picture; teams, artists and leagues a logo. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE events ADD COLUMN picture_id text COLLATE "C" REFERENCES pictures;
    ALTER TABLE performers ADD COLUMN logo_id text COLLATE "C" REFERENCES pictures;
    ALTER TABLE leagues ADD COLUMN logo_id text COLLATE "C" REFERENCES pictures;

    CREATE OR REPLACE VIEW catalog_events_named AS
      SELECT e.id, e.slug, e.name, e.kind, e.status, e.league, e.season_id, s.name AS season_name, e.starts_at, e.local_date,
        e.time_tbd, e.previous_starts_at, e.max_per_type, e.hold_ms, e.currency, e.search,
        CASE WHEN a.id IS NOT NULL AND h.id IS NOT NULL THEN a.short_name || ' at ' || h.short_name ELSE e.name END AS short_name,
        e.venue_id, v.name AS venue_name, v.city AS venue_city, v.region AS venue_region, v.country AS venue_country, v.time_zone,
        e.home_id, h.name AS home_name, h.short_name AS home_short, h.slug AS home_slug, h.city AS home_city, h.league AS home_league,
        h.primary_color AS home_primary, h.secondary_color AS home_secondary,
        e.away_id, a.name AS away_name, a.short_name AS away_short, a.slug AS away_slug, a.city AS away_city, a.league AS away_league,
        a.primary_color AS away_primary, a.secondary_color AS away_secondary, e.words, e.doors_minutes, e.picture_id,
        h.logo_id AS home_logo, a.logo_id AS away_logo
      FROM events e LEFT JOIN venues v ON v.id = e.venue_id LEFT JOIN seasons s ON s.id = e.season_id
        LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id;
  `);
}
