import type { Knex } from 'knex';

/**
 * Venues have a page of their own, and with it a name in its address. It stays when a venue is renamed, so that links
 * go on working. Code that knows nothing of it inserts venues as before: the trigger gives each its own.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE FUNCTION catalog_slug_of(name text) RETURNS text LANGUAGE sql STABLE AS $$
      SELECT btrim(regexp_replace(lower(unaccent(name)), '[^a-z0-9]+', '-', 'g'), '-')
    $$;
    COMMENT ON FUNCTION catalog_slug_of(text) IS 'A name as a page address has it: small letters without accents, figures and hyphens';

    ALTER TABLE venues ADD COLUMN slug text;
    COMMENT ON COLUMN venues.slug IS 'Its page is /venues/{slug}; a new name doesn''t change it';

    CREATE FUNCTION venues_free_slug(name text, city text) RETURNS text LANGUAGE plpgsql AS $$
    DECLARE
      short text := coalesce(nullif(catalog_slug_of(name), ''), 'venue');
      long text := coalesce(nullif(catalog_slug_of(name || ' ' || city), ''), 'venue');
      tried text := short;
      n int := 2;
    BEGIN
      -- Two venues of one name that are added at the same time don't get the same.
      PERFORM pg_advisory_xact_lock(hashtext('slugs of venues'));
      IF EXISTS (SELECT 1 FROM venues v WHERE v.slug = tried) THEN
        tried := long;
      END IF;
      WHILE EXISTS (SELECT 1 FROM venues v WHERE v.slug = tried) LOOP
        tried := long || '-' || n;
        n := n + 1;
      END LOOP;
      RETURN tried;
    END $$;
    CREATE UNIQUE INDEX venues_slug_key ON venues (slug);
    DO $$
    DECLARE
      each record;
    BEGIN
      -- Those that are in use get the short ones.
      FOR each IN SELECT id, name, city FROM venues ORDER BY merged_into IS NOT NULL, retired_at IS NOT NULL, id LOOP
        UPDATE venues SET slug = venues_free_slug(each.name, each.city) WHERE id = each.id;
      END LOOP;
    END $$;
    ALTER TABLE venues ALTER COLUMN slug SET NOT NULL;

    CREATE FUNCTION venues_set_slug() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.slug := venues_free_slug(NEW.name, NEW.city);
      RETURN NEW;
    END $$;
    CREATE TRIGGER venues_set_slug BEFORE INSERT ON venues FOR EACH ROW WHEN (NEW.slug IS NULL) EXECUTE FUNCTION venues_set_slug();

    -- As before, with the venue's page.
    CREATE OR REPLACE VIEW catalog_events_named AS
      SELECT e.id, e.slug, e.name, e.kind, e.status, e.league, e.season_id, s.name AS season_name, e.starts_at, e.local_date,
        e.time_tbd, e.previous_starts_at, e.max_per_type, e.hold_ms, e.currency, e.search,
        CASE WHEN a.id IS NOT NULL AND h.id IS NOT NULL THEN a.short_name || ' at ' || h.short_name ELSE e.name END AS short_name,
        e.venue_id, v.name AS venue_name, v.city AS venue_city, v.region AS venue_region, v.country AS venue_country, v.time_zone,
        e.home_id, h.name AS home_name, h.short_name AS home_short, h.slug AS home_slug, h.city AS home_city, h.league AS home_league,
        h.primary_color AS home_primary, h.secondary_color AS home_secondary,
        e.away_id, a.name AS away_name, a.short_name AS away_short, a.slug AS away_slug, a.city AS away_city, a.league AS away_league,
        a.primary_color AS away_primary, a.secondary_color AS away_secondary, e.words, e.doors_minutes, e.picture_id,
        h.logo_id AS home_logo, a.logo_id AS away_logo, v.slug AS venue_slug
      FROM events e LEFT JOIN venues v ON v.id = e.venue_id LEFT JOIN seasons s ON s.id = e.season_id
        LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id;
  `);
}
