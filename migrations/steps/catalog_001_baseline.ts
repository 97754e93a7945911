import type { Knex } from 'knex';

/** Venues, performers, seasons and events. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE venues (
      id        text COLLATE "C" PRIMARY KEY,
      source    text NOT NULL,
      source_id text NOT NULL,
      name      text NOT NULL,
      city      text NOT NULL,
      region    text,
      country   text NOT NULL,
      time_zone text NOT NULL,
      capacity  integer,
      UNIQUE (source, source_id)
    );
    CREATE TABLE performers (
      id              text COLLATE "C" PRIMARY KEY,
      source          text NOT NULL,
      source_id       text NOT NULL,
      name            text NOT NULL,
      short_name      text NOT NULL,
      slug            text NOT NULL UNIQUE,
      city            text NOT NULL,
      league          text,
      primary_color   text,
      secondary_color text,
      UNIQUE (source, source_id)
    );
    CREATE TABLE seasons (
      id           text COLLATE "C" PRIMARY KEY,
      performer_id text COLLATE "C" NOT NULL REFERENCES performers,
      league       text NOT NULL,
      name         text NOT NULL,
      selling_from   date,
      selling_until  date,
      regular_from   date,
      regular_until  date,
      playoffs_from  date,
      playoffs_until date,
      UNIQUE (performer_id, name),
      CHECK (selling_from <= selling_until AND regular_from <= regular_until AND playoffs_from <= playoffs_until),
      CHECK ((selling_from IS NULL) = (selling_until IS NULL)),
      CHECK ((regular_from IS NULL) = (regular_until IS NULL)),
      CHECK ((playoffs_from IS NULL) = (playoffs_until IS NULL))
    );
    COMMENT ON COLUMN seasons.selling_from IS 'First day on which packages of the season are accepted; null: not known yet';
    CREATE TABLE events (
      id                text COLLATE "C" PRIMARY KEY,
      source            text NOT NULL,
      source_id         text NOT NULL,
      slug              text NOT NULL UNIQUE,
      name              text NOT NULL,
      kind              text NOT NULL CHECK (kind IN ('game', 'own')),
      status            text NOT NULL DEFAULT 'scheduled' CHECK (status IN ('scheduled', 'moved', 'postponed', 'cancelled')),
      league            text,
      season_id         text COLLATE "C" REFERENCES seasons,
      home_id           text COLLATE "C" REFERENCES performers,
      away_id           text COLLATE "C" REFERENCES performers,
      venue_id          text COLLATE "C" NOT NULL REFERENCES venues,
      starts_at         timestamptz NOT NULL,
      local_date        date NOT NULL,
      time_tbd          boolean NOT NULL DEFAULT false,
      previous_starts_at timestamptz,
      max_per_type      integer NOT NULL DEFAULT 5 CHECK (max_per_type > 0),
      hold_ms           integer NOT NULL DEFAULT 900000 CHECK (hold_ms > 0),
      currency          text NOT NULL DEFAULT 'USD',
      search            text NOT NULL,
      created_at        timestamptz NOT NULL DEFAULT now(),
      UNIQUE (source, source_id)
    );
    COMMENT ON COLUMN events.local_date IS 'The day in the venue''s time zone, for filters by day';
    COMMENT ON COLUMN events.hold_ms IS 'How long a reservation holds its tickets, milliseconds';
    COMMENT ON COLUMN events.max_per_type IS 'Tickets that one reservation may have of each ticket type';
    COMMENT ON COLUMN events.search IS 'Lower-case words of name, teams, cities and venue';
    CREATE INDEX events_upcoming ON events (starts_at);
    CREATE INDEX events_home ON events (home_id, starts_at);

    -- What other rooms read. Calendar is the narrow one, for conditions and joins over many rows.
    CREATE VIEW catalog_calendar AS
      SELECT id, slug, name, kind, status, league, season_id, home_id, away_id, venue_id, starts_at, local_date, time_tbd,
        max_per_type, hold_ms, currency, search FROM events;
    COMMENT ON VIEW catalog_calendar IS 'Events with their times and the ids of teams and venue';
    -- Its joins are all LEFT JOINs by primary keys, so PostgreSQL leaves out those whose columns a statement doesn't use.
    CREATE VIEW catalog_events_named AS
      SELECT e.id, e.slug, e.name, e.kind, e.status, e.league, e.season_id, s.name AS season_name, e.starts_at, e.local_date,
        e.time_tbd, e.previous_starts_at, e.max_per_type, e.hold_ms, e.currency, e.search,
        CASE WHEN a.id IS NOT NULL AND h.id IS NOT NULL THEN a.short_name || ' at ' || h.short_name ELSE e.name END AS short_name,
        e.venue_id, v.name AS venue_name, v.city AS venue_city, v.region AS venue_region, v.country AS venue_country, v.time_zone,
        e.home_id, h.name AS home_name, h.short_name AS home_short, h.slug AS home_slug, h.city AS home_city, h.league AS home_league,
        h.primary_color AS home_primary, h.secondary_color AS home_secondary,
        e.away_id, a.name AS away_name, a.short_name AS away_short, a.slug AS away_slug, a.city AS away_city, a.league AS away_league,
        a.primary_color AS away_primary, a.secondary_color AS away_secondary
      FROM events e LEFT JOIN venues v ON v.id = e.venue_id LEFT JOIN seasons s ON s.id = e.season_id
        LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id;
    COMMENT ON VIEW catalog_events_named IS 'Events with the names of season, venue and teams; short_name is what staff call a game';
    CREATE VIEW catalog_venues_named AS SELECT id, name, city, region, country, time_zone FROM venues;
    COMMENT ON VIEW catalog_venues_named IS 'Venues with their place and IANA time zone';
    CREATE VIEW catalog_performers_named AS
      SELECT id, name, short_name, slug, city, league, primary_color, secondary_color FROM performers;
    COMMENT ON VIEW catalog_performers_named IS 'Teams and artists';
    CREATE VIEW catalog_seasons_named AS
      SELECT s.id, s.name, s.league, s.performer_id, p.name AS performer_name, p.short_name AS performer_short, s.selling_from,
        s.selling_until, s.regular_from, s.regular_until, s.playoffs_from, s.playoffs_until
      FROM seasons s LEFT JOIN performers p ON p.id = s.performer_id;
    COMMENT ON VIEW catalog_seasons_named IS 'Seasons with their team and windows';
  `);
}
