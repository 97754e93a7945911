import type { Knex } from 'knex';

/** Other names of venues, as teams have them: feeds and files find a venue by each, and so does the search. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE venues ADD COLUMN aliases text[] NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN venues.aliases IS 'Other names by which search, feeds and files find it; with its city where another city is meant: MetLife Stadium, New York';

    -- A name under which a venue was merged leads to the one that stayed.
    UPDATE venues v SET aliases = m.names
    FROM (SELECT f.merged_into, (array_agg(DISTINCT f.name ORDER BY f.name))[1:20] AS names FROM venues f JOIN venues i ON i.id = f.merged_into
      WHERE lower(f.name) <> lower(i.name) GROUP BY f.merged_into) m
    WHERE v.id = m.merged_into;

    -- As before, with the venue's other names.
    CREATE OR REPLACE FUNCTION events_set_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT array_agg(DISTINCT found.w ORDER BY found.w) INTO NEW.words
      FROM venues v LEFT JOIN performers h ON h.id = NEW.home_id LEFT JOIN performers a ON a.id = NEW.away_id
      LEFT JOIN leagues l ON l.id = NEW.league
      CROSS JOIN LATERAL (
        SELECT event_words_in(concat_ws(' ', NEW.name, h.name, h.short_name, h.city, h.code, a.name, a.short_name, a.city, a.code,
          v.name, v.city, v.region, NEW.league, l.sport, array_to_string(h.aliases, ' '), array_to_string(a.aliases, ' '),
          array_to_string(v.aliases, ' '))) AS w
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
