import type { Knex } from 'knex';

/** A schedule file moves a game on which orders or holds hang: it waits among what feeds say of games, for the same decision. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE feed_game_changes
      ALTER COLUMN feed DROP NOT NULL,
      ALTER COLUMN feed_id DROP NOT NULL,
      ALTER COLUMN run_id DROP NOT NULL,
      ADD COLUMN season_id text COLLATE "C" REFERENCES seasons,
      ADD COLUMN venue_id text COLLATE "C" REFERENCES venues,
      ADD COLUMN found_by text COLLATE "C",
      ADD CONSTRAINT feed_game_changes_source CHECK (
        num_nulls(feed, feed_id, run_id) = 0 AND num_nonnulls(season_id, found_by, venue_id) = 0
        OR num_nonnulls(feed, feed_id, run_id) = 0 AND num_nulls(season_id, found_by) = 0 AND kind = 'moved');
    COMMENT ON TABLE feed_game_changes IS 'A feed or a schedule file calls off or moves a game of ours: nothing changes until a person decides';
    COMMENT ON COLUMN feed_game_changes.season_id IS 'The season whose schedule file says it; null: a feed does';
    COMMENT ON COLUMN feed_game_changes.venue_id IS 'Where the game moves to; null: it stays where it is';
    COMMENT ON COLUMN feed_game_changes.found_by IS 'Who applied the file';
    -- Another file of the season replaces what waits.
    CREATE UNIQUE INDEX feed_game_changes_file_once ON feed_game_changes (event_id) WHERE decision IS NULL AND season_id IS NOT NULL;
    -- The list of a season's page, and what was decided before when its file comes again.
    CREATE INDEX feed_game_changes_season ON feed_game_changes (season_id, found_at) WHERE season_id IS NOT NULL;
  `);
}
