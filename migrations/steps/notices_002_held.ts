import type { Knex } from 'knex';

/** Rows of the log of which no notice could be made: they hold nothing else back, and are tried again. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE notice_held_rows (
      rule    text NOT NULL,
      seq     bigint NOT NULL,
      error   text NOT NULL,
      tries   integer NOT NULL DEFAULT 1 CHECK (tries > 0),
      held_at timestamptz NOT NULL DEFAULT now(),
      due_at  timestamptz NOT NULL,
      PRIMARY KEY (rule, seq)
    );
    COMMENT ON TABLE notice_held_rows IS 'Rows of the log of which a rule couldn''t make notices; gone once it could';
    COMMENT ON COLUMN notice_held_rows.rule IS 'The type of machine whose rows the rule reads';
    COMMENT ON COLUMN notice_held_rows.seq IS 'As transition_numbers.seq';
    COMMENT ON COLUMN notice_held_rows.error IS 'What the last try said';
    -- What is tried next.
    CREATE INDEX notice_held_rows_due ON notice_held_rows (due_at);

    CREATE VIEW notices_held AS
      SELECT rule, count(*)::int AS rows, min(held_at) AS since, (array_agg(error ORDER BY seq))[1] AS error
      FROM notice_held_rows GROUP BY rule;
    COMMENT ON VIEW notices_held IS 'Rules that hold rows of the log back, with the error of the oldest';
  `);
}
