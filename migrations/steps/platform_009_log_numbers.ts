import type { Knex } from 'knex';

/** Numbers of the log, given in the order in which its rows are seen, so that whoever reads on from a number misses none. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- A database that is restored into another cluster gets another offset: transactions there are numbered from the beginning again.
    CREATE FUNCTION log_xid() RETURNS bigint LANGUAGE sql VOLATILE RETURN (pg_current_xact_id()::text)::bigint + 0;
    COMMENT ON FUNCTION log_xid IS 'The transaction that writes, as the log knows it: above all of before';
    -- No default yet: the rows that there are aren't written anew.
    ALTER TABLE transitions ADD COLUMN xid bigint;
    ALTER TABLE transitions ALTER COLUMN xid SET DEFAULT log_xid();
    COMMENT ON COLUMN transitions.xid IS 'The transaction that wrote it; null: it was written before this was kept';

    CREATE TABLE transition_numbers (
      seq      bigint PRIMARY KEY,
      actor_id text COLLATE "C" NOT NULL,
      version  integer NOT NULL,
      UNIQUE (actor_id, version)
    );
    COMMENT ON TABLE transition_numbers IS 'Each transition once, numbered in the order in which it was seen';
    CREATE TABLE transition_numbering (
      only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      last_seq   bigint NOT NULL,
      seen_below bigint,
      unseen     bigint[] NOT NULL,
      xid_offset bigint NOT NULL,
      cluster    text
    );
    COMMENT ON TABLE transition_numbering IS 'How far the log is numbered: a snapshot, as PostgreSQL means it';
    COMMENT ON COLUMN transition_numbering.seen_below IS 'Transactions below it were over, but for those in unseen; null: nothing is numbered yet';
    COMMENT ON COLUMN transition_numbering.unseen IS 'Transactions below it that were running: what they wrote isn''t numbered yet';
    COMMENT ON COLUMN transition_numbering.xid_offset IS 'What log_xid adds';
    COMMENT ON COLUMN transition_numbering.cluster IS 'Whose transactions these are: the identity of the server''s data';
    INSERT INTO transition_numbering (last_seq, unseen, xid_offset) VALUES (0, '{}', 0);

    CREATE VIEW platform_numbered_log AS
      SELECT n.seq, t.actor_id, t.version, t.actor_type, t.message, t.from_state, t.to_state, t.at, t.by, t.reason
      FROM transition_numbers n JOIN transitions t USING (actor_id, version);
    COMMENT ON VIEW platform_numbered_log IS 'The log by its numbers: whoever reads on from a number misses no row, however late it was committed';
  `);
}
