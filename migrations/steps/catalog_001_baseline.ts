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
  `);
}
