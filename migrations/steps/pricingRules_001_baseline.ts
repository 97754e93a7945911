import type { Knex } from 'knex';

/** Drafts of percentages. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE percentages_drafts (
      id              text COLLATE "C" PRIMARY KEY,
      scope         text NOT NULL,
      target          text COLLATE "C" NOT NULL,
      components           jsonb NOT NULL,
      effective_from  timestamptz,
      effective_until timestamptz,
      reason          text NOT NULL,
      version         integer NOT NULL DEFAULT 1,
      created_by      text NOT NULL,
      created_at      timestamptz NOT NULL DEFAULT now(),
      changed_at      timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE percentages_drafts IS 'Rules that aren''t in force. A draft is deleted when it is put in force or dropped; the audit log keeps it';
    COMMENT ON COLUMN percentages_drafts.effective_from IS 'null: from when it is put in force';
  `);
}
