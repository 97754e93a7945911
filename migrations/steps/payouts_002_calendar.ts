import type { Knex } from 'knex';

/** When runs of payouts are made and statements emailed by themselves. Nothing is until finance says so. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE payout_calendar (
      id             text COLLATE "C" PRIMARY KEY CHECK (id = 'payouts'),
      rhythm         text NOT NULL CHECK (rhythm IN ('none', 'weekly', 'monthly')),
      run_day        integer NOT NULL CHECK (run_day BETWEEN 1 AND 28 AND (rhythm <> 'weekly' OR run_day <= 7)),
      minimum_amount bigint NOT NULL CHECK (minimum_amount >= 1),
      statement_day  integer CHECK (statement_day BETWEEN 1 AND 28),
      kept_until     date,
      version        integer NOT NULL,
      changed_at     timestamptz NOT NULL
    );
    COMMENT ON TABLE payout_calendar IS 'When runs of payouts are made and statements emailed by themselves; one row';
    COMMENT ON COLUMN payout_calendar.run_day IS 'Weekly: 1 Monday to 7 Sunday; monthly: the day of the month';
    COMMENT ON COLUMN payout_calendar.minimum_amount IS 'Minor units: who is owed less waits for a later run';
    COMMENT ON COLUMN payout_calendar.statement_day IS 'The day of the month on which statements of the month before are emailed; null: none are';
    COMMENT ON COLUMN payout_calendar.kept_until IS 'The last day, in the marketplace''s zone, that was looked at; null: none yet';
    INSERT INTO payout_calendar (id, rhythm, run_day, minimum_amount, version, changed_at)
    VALUES ('payouts', 'none', 1, 100, 1, now());
  `);
}
