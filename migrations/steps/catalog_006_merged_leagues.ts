import type { Knex } from 'knex';

/**
 * Two leagues that are one: the one stays as a pointer to the other, so that what a feed or an older link calls by its code
 * leads to the one that stayed.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE leagues
      ADD COLUMN merged_into text COLLATE "C" REFERENCES leagues,
      ADD CHECK (merged_into IS NULL OR retired_at IS NOT NULL);
    COMMENT ON COLUMN leagues.merged_into IS 'The league that it turned out to be; never one that is merged itself';

    CREATE FUNCTION catalog_league_of(code text) RETURNS text LANGUAGE sql STABLE AS $$
      SELECT coalesce((SELECT merged_into FROM leagues WHERE id = code), code)
    $$;
    COMMENT ON FUNCTION catalog_league_of IS 'The code of a league; of a merged one that of the league that stayed';

    CREATE VIEW catalog_leagues_named AS
      SELECT l.id, l.name, l.sport, l.logo_id, EXISTS (
        SELECT 1 FROM leagues o WHERE o.id <> l.id AND lower(o.sport) = lower(l.sport) AND o.merged_into IS NULL) AS shares_sport
      FROM leagues l;
    COMMENT ON VIEW catalog_leagues_named IS 'Leagues with what fans call them; shares_sport: another league is of the same sport';

    -- As before, and the code of a merged league is that of the one that stayed.
    CREATE OR REPLACE FUNCTION catalog_know_league() RETURNS trigger LANGUAGE plpgsql AS $$
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
      NEW.league := catalog_league_of(NEW.league);
      RETURN NEW;
    END $$;
  `);
}
