import type { Knex } from 'knex';

/** Saved price rules have a version and name who changed them last; a view of "mine" names whose. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE saved_price_rules
      ADD COLUMN version    integer NOT NULL DEFAULT 1,
      ADD COLUMN changed_by text,
      ADD COLUMN changed_at timestamptz;
    COMMENT ON COLUMN saved_price_rules.version IS 'Counts the changes of the rule; its runs change nothing of it';
    COMMENT ON COLUMN saved_price_rules.created_by IS 'As whom it runs: who saved it, or who got it from them';
    COMMENT ON COLUMN saved_price_rules.changed_by IS 'Who changed it last; null: nobody since it was saved';
    -- "me" meant whoever it runs as.
    UPDATE saved_price_rules SET filter = jsonb_set(filter, '{owner}', to_jsonb(created_by)) WHERE filter ->> 'owner' = 'me';
  `);
}
