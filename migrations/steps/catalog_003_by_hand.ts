import type { Knex } from 'knex';

/**
 * The catalogue as staff keep it by hand: leagues are a table, venues have sections and a position, teams other names and a
 * home venue; entries are retired, and two that are one are merged. A merged one stays as a pointer, so that a feed's ids and
 * names still lead to the one that stayed.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE leagues (
      id         text COLLATE "C" PRIMARY KEY,
      name       text NOT NULL,
      sport      text,
      retired_at timestamptz
    );
    COMMENT ON TABLE leagues IS 'Leagues, tours and kinds of shows; id is the code that events, teams and seasons have';
    COMMENT ON COLUMN leagues.sport IS 'What fans call and search it by, such as Football';

    -- Events, teams and seasons of a code that nobody entered make its league: feeds bring new ones, and so does the previous code.
    CREATE FUNCTION catalog_know_league() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.league IS NOT NULL AND NOT EXISTS (SELECT 1 FROM leagues WHERE id = NEW.league) THEN
        INSERT INTO leagues (id, name, sport)
        SELECT NEW.league, coalesce(k.name, NEW.league), k.sport
        FROM (VALUES (NEW.league)) AS wanted (id) LEFT JOIN (VALUES
          ('NFL', 'National Football League', 'Football'), ('NHL', 'National Hockey League', 'Hockey'),
          ('NBA', 'National Basketball Association', 'Basketball'), ('MLB', 'Major League Baseball', 'Baseball'),
          ('MLS', 'Major League Soccer', 'Soccer'), ('WNBA', 'Women''s National Basketball Association', 'Basketball')
        ) AS k (id, name, sport) USING (id)
        ON CONFLICT DO NOTHING;
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER performers_know_league BEFORE INSERT OR UPDATE OF league ON performers FOR EACH ROW EXECUTE FUNCTION catalog_know_league();
    CREATE TRIGGER seasons_know_league BEFORE INSERT OR UPDATE OF league ON seasons FOR EACH ROW EXECUTE FUNCTION catalog_know_league();
    -- Its name sorts before events_words, which reads the league: triggers run in the order of their names.
    CREATE TRIGGER events_know_league BEFORE INSERT OR UPDATE OF league ON events FOR EACH ROW EXECUTE FUNCTION catalog_know_league();
    UPDATE performers SET league = league WHERE league IS NOT NULL;
    UPDATE seasons SET league = league;

    ALTER TABLE venues
      ADD COLUMN address text,
      ADD COLUMN latitude double precision CHECK (latitude BETWEEN -90 AND 90),
      ADD COLUMN longitude double precision CHECK (longitude BETWEEN -180 AND 180),
      ADD COLUMN levels jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN outside_ids jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN retired_at timestamptz,
      ADD COLUMN merged_into text COLLATE "C" REFERENCES venues,
      ADD CHECK ((latitude IS NULL) = (longitude IS NULL)),
      ADD CHECK (merged_into IS NULL OR retired_at IS NOT NULL);
    COMMENT ON COLUMN venues.latitude IS 'Degrees, north is positive';
    COMMENT ON COLUMN venues.longitude IS 'Degrees, east is positive';
    COMMENT ON COLUMN venues.levels IS 'Levels with their sections, from the field up: [{"name", "sections": [...]}]';
    COMMENT ON COLUMN venues.outside_ids IS 'Its ids in other systems: [{"system", "id"}]';
    COMMENT ON COLUMN venues.merged_into IS 'The venue that it turned out to be; never one that is merged itself';

    ALTER TABLE performers
      ADD COLUMN home_venue_id text COLLATE "C" REFERENCES venues,
      ADD COLUMN aliases text[] NOT NULL DEFAULT '{}',
      ADD COLUMN outside_ids jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN retired_at timestamptz,
      ADD COLUMN merged_into text COLLATE "C" REFERENCES performers,
      ADD CHECK (merged_into IS NULL OR retired_at IS NOT NULL);
    COMMENT ON COLUMN performers.aliases IS 'Other names by which search and files find it';
    COMMENT ON COLUMN performers.merged_into IS 'The team that it turned out to be; never one that is merged itself';

    -- As before, with other names of teams, and the sport and name of the league in the place of two known leagues.
    CREATE OR REPLACE FUNCTION events_set_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT array_agg(DISTINCT found.w ORDER BY found.w) INTO NEW.words
      FROM venues v LEFT JOIN performers h ON h.id = NEW.home_id LEFT JOIN performers a ON a.id = NEW.away_id
      LEFT JOIN leagues l ON l.id = NEW.league
      CROSS JOIN LATERAL (
        SELECT event_words_in(concat_ws(' ', NEW.name, h.name, h.short_name, h.city, h.code, a.name, a.short_name, a.city, a.code,
          v.name, v.city, v.region, NEW.league, l.sport, array_to_string(h.aliases, ' '), array_to_string(a.aliases, ' '))) AS w
        -- Names of several words are typed as one (maplelafs), and cities by their initials (la).
        UNION SELECT (SELECT string_agg(p, '' ORDER BY n) FROM regexp_split_to_table(lower(unaccent(whole)), '[^[:alnum:]]+') WITH ORDINALITY AS s (p, n))
          FROM unnest(ARRAY[h.short_name, h.city, a.short_name, a.city, v.city]) AS whole WHERE whole LIKE '% %'
        UNION SELECT (SELECT string_agg(left(p, 1), '' ORDER BY n) FROM regexp_split_to_table(lower(unaccent(whole)), '[^[:alnum:]]+') WITH ORDINALITY AS s (p, n))
          FROM unnest(ARRAY[h.city, a.city, v.city]) AS whole WHERE whole LIKE '% %'
        UNION SELECT 'saint' FROM event_words_in(concat_ws(' ', NEW.name, v.name, v.city, h.city, a.city)) AS s WHERE s = 'st'
        UNION SELECT to_char(NEW.local_date, 'YYYY-MM-DD')
      ) found
      WHERE v.id = NEW.venue_id AND found.w <> '';
      NEW.words := coalesce(NEW.words, '{}');
      WITH added AS (
        INSERT INTO event_words SELECT w FROM unnest(NEW.words) AS w
        WHERE w !~ '^[0-9]{4}-' AND NOT EXISTS (SELECT 1 FROM event_words k WHERE k.word = w) ORDER BY w
        ON CONFLICT DO NOTHING RETURNING word
      )
      INSERT INTO event_word_keys SELECT k, word FROM added, event_word_keys_of(word) AS k WHERE length(word) >= 4 ORDER BY k, word
      ON CONFLICT DO NOTHING;
      RETURN NEW;
    END $$;
  `);
}
