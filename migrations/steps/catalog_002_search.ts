import type { Knex } from 'knex';

/**
 * What the search of events reads. A trigger keeps it, so that events of the previous code have it too: `events.words` are the
 * words by which an event is found, `event_words` all of them, `event_word_keys` each with one letter left out, which finds
 * words that are one slip away by equality (dropped, doubled, swapped or wrong letter).
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE EXTENSION IF NOT EXISTS unaccent;
    CREATE EXTENSION IF NOT EXISTS pg_trgm;

    ALTER TABLE performers ADD COLUMN code text;
    COMMENT ON COLUMN performers.code IS 'The short code of a team, such as NYR; null: none';
    UPDATE performers SET code = upper(split_part(source_id, '-', 2)) WHERE source_id ~ '^(nfl|nhl)-[a-z]{2,3}$';

    ALTER TABLE events ADD COLUMN words text[] NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN events.words IS 'Words by which it is found, lower case without accents, and its day; a trigger sets it';
    CREATE TABLE event_words (word text COLLATE "C" PRIMARY KEY);
    COMMENT ON TABLE event_words IS 'Every word of events.words';
    CREATE TABLE event_word_keys (
      key  text COLLATE "C" NOT NULL,
      word text COLLATE "C" NOT NULL REFERENCES event_words,
      PRIMARY KEY (key, word)
    );
    COMMENT ON TABLE event_word_keys IS 'Words of four letters and more, and the same with one letter left out';
    -- Parts of words, and words that are further away than one letter.
    CREATE INDEX event_words_similar ON event_words USING gin (word gin_trgm_ops);

    CREATE FUNCTION event_words_in(said text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
      SELECT DISTINCT w FROM (
        SELECT regexp_split_to_table(regexp_replace(lower(unaccent(said)), '[''’.&]', '', 'g'), '[^[:alnum:]]+') AS w
      ) parts WHERE w <> ''
    $$;
    CREATE FUNCTION event_word_keys_of(word text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
      SELECT word UNION SELECT left(word, at - 1) || substr(word, at + 1) FROM generate_series(1, length(word)) AS at
    $$;

    CREATE FUNCTION events_set_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT array_agg(DISTINCT found.w ORDER BY found.w) INTO NEW.words
      FROM venues v LEFT JOIN performers h ON h.id = NEW.home_id LEFT JOIN performers a ON a.id = NEW.away_id
      CROSS JOIN LATERAL (
        SELECT event_words_in(concat_ws(' ', NEW.name, h.name, h.short_name, h.city, h.code, a.name, a.short_name, a.city, a.code,
          v.name, v.city, v.region, NEW.league)) AS w
        -- Names of several words are typed as one (maplelafs), and cities by their initials (la).
        UNION SELECT (SELECT string_agg(p, '' ORDER BY n) FROM regexp_split_to_table(lower(unaccent(whole)), '[^[:alnum:]]+') WITH ORDINALITY AS s (p, n))
          FROM unnest(ARRAY[h.short_name, h.city, a.short_name, a.city, v.city]) AS whole WHERE whole LIKE '% %'
        UNION SELECT (SELECT string_agg(left(p, 1), '' ORDER BY n) FROM regexp_split_to_table(lower(unaccent(whole)), '[^[:alnum:]]+') WITH ORDINALITY AS s (p, n))
          FROM unnest(ARRAY[h.city, a.city, v.city]) AS whole WHERE whole LIKE '% %'
        UNION SELECT unnest(CASE NEW.league WHEN 'NFL' THEN ARRAY['football'] WHEN 'NHL' THEN ARRAY['hockey'] ELSE ARRAY[]::text[] END)
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
    CREATE TRIGGER events_words BEFORE INSERT OR UPDATE OF name, home_id, away_id, venue_id, league, local_date ON events
      FOR EACH ROW EXECUTE FUNCTION events_set_words();
    UPDATE events SET name = name;
    CREATE INDEX events_words ON events USING gin (words);
    ANALYZE events;

    CREATE OR REPLACE VIEW catalog_events_named AS
      SELECT e.id, e.slug, e.name, e.kind, e.status, e.league, e.season_id, s.name AS season_name, e.starts_at, e.local_date,
        e.time_tbd, e.previous_starts_at, e.max_per_type, e.hold_ms, e.currency, e.search,
        CASE WHEN a.id IS NOT NULL AND h.id IS NOT NULL THEN a.short_name || ' at ' || h.short_name ELSE e.name END AS short_name,
        e.venue_id, v.name AS venue_name, v.city AS venue_city, v.region AS venue_region, v.country AS venue_country, v.time_zone,
        e.home_id, h.name AS home_name, h.short_name AS home_short, h.slug AS home_slug, h.city AS home_city, h.league AS home_league,
        h.primary_color AS home_primary, h.secondary_color AS home_secondary,
        e.away_id, a.name AS away_name, a.short_name AS away_short, a.slug AS away_slug, a.city AS away_city, a.league AS away_league,
        a.primary_color AS away_primary, a.secondary_color AS away_secondary, e.words
      FROM events e LEFT JOIN venues v ON v.id = e.venue_id LEFT JOIN seasons s ON s.id = e.season_id
        LEFT JOIN performers h ON h.id = e.home_id LEFT JOIN performers a ON a.id = e.away_id;
  `);
}
