import type { Knex } from 'knex';

/** What staff changed. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE audit_entries (
      id         text COLLATE "C" PRIMARY KEY,
      at         timestamptz NOT NULL DEFAULT now(),
      by         text NOT NULL,
      what       text NOT NULL,
      subject    text NOT NULL,
      reason     text,
      before     jsonb,
      after      jsonb,
      request_id text
    );
    COMMENT ON TABLE audit_entries IS 'Append-only: who changed what, with the values before and after';
    CREATE INDEX audit_entries_at ON audit_entries (at, id);
    CREATE INDEX audit_entries_subject ON audit_entries (subject, at);
    CREATE INDEX audit_entries_by ON audit_entries (by, at);
    CREATE INDEX audit_entries_what ON audit_entries (what, at);
    CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  `);
}
