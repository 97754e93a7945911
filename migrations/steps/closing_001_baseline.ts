import type { Knex } from 'knex';

/** Closed months. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE month_closings (
      id            text COLLATE "C" PRIMARY KEY,
      month         date NOT NULL CHECK (extract(day FROM month) = 1),
      balances      jsonb NOT NULL,
      left_open     jsonb NOT NULL,
      reason        text,
      closed_by     text NOT NULL,
      closed_at     timestamptz NOT NULL DEFAULT now(),
      reopened_by   text,
      reopened_at   timestamptz,
      reopen_reason text,
      CHECK ((reopened_at IS NULL) = (reopened_by IS NULL) AND (reopened_at IS NULL) = (reopen_reason IS NULL))
    );
    COMMENT ON TABLE month_closings IS 'Each closing of a month, those that were taken back too; never deleted';
    COMMENT ON COLUMN month_closings.balances IS 'What each account held at the end of the month, minor units by the names of the chart';
    COMMENT ON COLUMN month_closings.left_open IS 'Checks that weren''t done, with how many rows each waited for';
    COMMENT ON COLUMN month_closings.reason IS 'Why it was closed though something was left open';
    CREATE UNIQUE INDEX month_closings_one ON month_closings (month) WHERE reopened_at IS NULL;
  `);
}
