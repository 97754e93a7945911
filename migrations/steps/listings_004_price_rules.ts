import type { Knex } from 'knex';

/** Price rules that are saved under a name and run once a day. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE saved_price_rules (
      id           text COLLATE "C" PRIMARY KEY,
      name         text NOT NULL,
      filter       jsonb NOT NULL,
      pricing      jsonb NOT NULL,
      runs_at      text NOT NULL CHECK (runs_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      next_at      timestamptz,
      last_at      timestamptz,
      last_run_id  text COLLATE "C" REFERENCES bulk_runs,
      last_problem text,
      created_by   text NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now(),
      deleted_at   timestamptz
    );
    COMMENT ON TABLE saved_price_rules IS 'Price rules over a view, run once a day as the person who saved them';
    COMMENT ON COLUMN saved_price_rules.runs_at IS 'Time of day in the marketplace''s zone';
    COMMENT ON COLUMN saved_price_rules.next_at IS 'When it runs next; null: it is switched off';
    COMMENT ON COLUMN saved_price_rules.last_problem IS 'Why its last turn changed nothing; null: it ran';
  `);
}
