import type { Knex } from 'knex';

/** What feeds say of games of ours, for a person to decide. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE feed_game_changes (
      id         text COLLATE "C" PRIMARY KEY,
      feed       text NOT NULL CHECK (feed IN ('skybox', 'ticketmaster')),
      feed_id    text COLLATE "C" NOT NULL,
      event_id   text COLLATE "C" NOT NULL REFERENCES events,
      run_id     text COLLATE "C" NOT NULL REFERENCES feed_runs,
      kind       text NOT NULL CHECK (kind IN ('cancelled', 'postponed', 'moved', 'onAgain')),
      starts_at  timestamptz,
      found_at   timestamptz NOT NULL DEFAULT now(),
      decision   text CHECK (decision IN ('cancel', 'postpone', 'move', 'restore', 'keep', 'outdated')),
      decided_by text,
      decided_at timestamptz,
      reason     text,
      CONSTRAINT feed_game_changes_start CHECK ((starts_at IS NOT NULL) = (kind = 'moved')),
      CONSTRAINT feed_game_changes_decided CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL))
    );
    COMMENT ON TABLE feed_game_changes IS 'A feed calls off or moves a game of ours: nothing changes until a person decides';
    COMMENT ON COLUMN feed_game_changes.run_id IS 'The run that found it last';
    CREATE UNIQUE INDEX feed_game_changes_once ON feed_game_changes (feed, feed_id) WHERE decision IS NULL;
    CREATE INDEX feed_game_changes_waiting ON feed_game_changes (found_at) WHERE decision IS NULL;
    CREATE INDEX feed_game_changes_event ON feed_game_changes (event_id);
  `);
}
