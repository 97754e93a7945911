import type { Knex } from 'knex';

/** Files of large tables, written in the background page by page, and kept for some days. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE exports (
      id              text COLLATE "C" PRIMARY KEY,
      table_path      text NOT NULL,
      format          text NOT NULL CHECK (format IN ('csv', 'xlsx')),
      query           jsonb NOT NULL,
      file_name       text NOT NULL,
      asked_by        text COLLATE "C" NOT NULL REFERENCES people,
      asked_roles     text[] NOT NULL,
      total_rows      integer NOT NULL CHECK (total_rows >= 0),
      fixed           jsonb,
      written_rows    integer NOT NULL DEFAULT 0,
      written_bytes   bigint NOT NULL DEFAULT 0,
      written_parts   integer NOT NULL DEFAULT 0,
      after_place     text,
      tries           integer NOT NULL DEFAULT 0,
      failure         text,
      created_at      timestamptz NOT NULL,
      ended_at        timestamptz,
      kept_until      timestamptz,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    COMMENT ON TABLE exports IS 'Files of large tables that are written in the background';
    COMMENT ON COLUMN exports.table_path IS 'The path of the table''s list: /admin/ledger-entries';
    COMMENT ON COLUMN exports.asked_roles IS 'The roles of whoever asked, by which the table is read';
    COMMENT ON COLUMN exports.fixed IS 'What pages need to find the same rows; null once it ended';
    COMMENT ON COLUMN exports.written_bytes IS 'The size of the file so far, as it is downloaded';
    COMMENT ON COLUMN exports.after_place IS 'The place of the last row that is written';
    COMMENT ON COLUMN exports.tries IS 'How often writing began since the last part was written';
    -- Lists: one's own, and everybody's, newest first.
    CREATE INDEX exports_asked_by ON exports (asked_by, id);

    CREATE TABLE export_parts (
      export_id text COLLATE "C" NOT NULL REFERENCES exports,
      part      integer NOT NULL,
      content   bytea NOT NULL,
      PRIMARY KEY (export_id, part)
    );
    COMMENT ON TABLE export_parts IS 'The files, in parts of a few thousand rows';
    COMMENT ON COLUMN export_parts.content IS 'gzip. Unpacked and behind each other, the parts of a ready export are the file; those of a workbook are its lines until then';
    ALTER TABLE export_parts ALTER COLUMN content SET STORAGE EXTERNAL;

    CREATE FUNCTION export_is_waiting(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('requested', 'working');
    CREATE FUNCTION export_is_kept(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('ready');
  `);
}
