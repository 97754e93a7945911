import type { Knex } from 'knex';

/** How far the log was read for notices. Nothing that happened before this step is told. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE notice_place (
      only_row  boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      after_seq bigint NOT NULL,
      since     timestamptz NOT NULL
    );
    COMMENT ON TABLE notice_place IS 'How far the log of transitions was read for notices';
    COMMENT ON COLUMN notice_place.after_seq IS 'The number of the log up to which notices are made';
    COMMENT ON COLUMN notice_place.since IS 'What happened before isn''t told';
    INSERT INTO notice_place (after_seq, since) SELECT last_seq, now() FROM transition_numbering;
  `);
}
