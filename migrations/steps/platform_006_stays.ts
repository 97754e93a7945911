import type { Knex } from 'knex';

/**
 * The log as intervals: how long each actor stayed in each of its states. The worker folds the log into it, so a transition
 * costs no more to write.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    CREATE TABLE actor_stays (
      actor_id   text COLLATE "C" NOT NULL,
      version    integer NOT NULL,
      actor_type text NOT NULL,
      state      text NOT NULL,
      during     tstzrange NOT NULL,
      PRIMARY KEY (actor_id, version)
    );
    COMMENT ON TABLE actor_stays IS 'From when to when each actor was in each of its states: an index over the transitions, folded from them';
    COMMENT ON COLUMN actor_stays.version IS 'The transition that entered the state';
    COMMENT ON COLUMN actor_stays.during IS 'Without end: it is in it, as far as the log is folded. Empty: it left it in the same instant';
    -- Which actors of a type were in a state at a moment, and since a while before it.
    CREATE INDEX actor_stays_during ON actor_stays USING gist (actor_type, state, during);

    CREATE TABLE actor_stays_folded (
      only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      folded_until timestamptz NOT NULL
    );
    COMMENT ON COLUMN actor_stays_folded.folded_until IS 'Every transition until then is folded';
    INSERT INTO actor_stays_folded (folded_until) VALUES ('-infinity');
  `);
}
