import type { Knex } from 'knex';

/** Imports: uploaded files, column mappings, rows, and people's decisions about rows. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE imports (
      id              text COLLATE "C" PRIMARY KEY,
      consignor_id    text COLLATE "C" NOT NULL REFERENCES consignors,
      event_id        text COLLATE "C" REFERENCES events,
      file_name       text NOT NULL,
      file_hash       text NOT NULL,
      source          jsonb NOT NULL DEFAULT '{"kind": "csv", "encoding": "utf-8", "delimiter": ","}',
      format          text NOT NULL,
      layout          jsonb,
      head            jsonb,
      mapped_by       text,
      mapped_at       timestamptz,
      row_count       integer NOT NULL,
      rows_read       integer NOT NULL DEFAULT 0,
      tally           jsonb NOT NULL DEFAULT '{}',
      confirmed_lines integer[] NOT NULL DEFAULT '{}',
      owner_id        text COLLATE "C" REFERENCES people,
      created_by      text NOT NULL,
      created_at      timestamptz NOT NULL DEFAULT now(),
      check_began_at  timestamptz,
      check_ended_at  timestamptz,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    COMMENT ON COLUMN imports.event_id IS 'The event of rows that name none';
    COMMENT ON COLUMN imports.source IS 'How to read the bytes: CSV with encoding and delimiter, or XLSX';
    COMMENT ON COLUMN imports.layout IS 'Format and header by columns; null: not known yet';
    COMMENT ON COLUMN imports.head IS 'Header and first rows of a file whose columns a person must map';
    COMMENT ON COLUMN imports.row_count IS 'Estimated from the lines until the file was read once';
    COMMENT ON COLUMN imports.confirmed_lines IS 'Lines whose price a person confirmed, though it is far from the market';
    COMMENT ON COLUMN imports.owner_id IS 'The staff member who settles its waiting rows';
    -- The same bytes can be uploaded again only after their import failed or was undone.
    CREATE UNIQUE INDEX imports_same_file ON imports (consignor_id, file_hash) WHERE state NOT IN ('failed', 'undone');

    CREATE TABLE import_parts (
      import_id text COLLATE "C" NOT NULL REFERENCES imports,
      part      integer NOT NULL,
      bytes     bytea NOT NULL,
      PRIMARY KEY (import_id, part)
    );
    COMMENT ON TABLE import_parts IS 'The file itself, until it is applied or has failed';

    -- record, plan and original are json, not jsonb: keys keep their order, and the values are only read as a whole.
    -- No foreign keys to events and listings: 50,000 checks of one file cost a second.
    CREATE TABLE import_rows (
      import_id    text COLLATE "C" NOT NULL REFERENCES imports,
      line         integer NOT NULL,
      record       json NOT NULL,
      original     json,
      action       text NOT NULL CHECK (action IN ('create', 'change', 'unchanged', 'refuse')),
      label        text NOT NULL,
      event_id     text COLLATE "C",
      reference    text,
      tickets      integer NOT NULL DEFAULT 0,
      amount       bigint NOT NULL DEFAULT 0,
      currency     text,
      waits        boolean NOT NULL DEFAULT false,
      note         text,
      problems     jsonb NOT NULL DEFAULT '[]',
      changes      jsonb NOT NULL DEFAULT '[]',
      plan         json,
      listing_id   text COLLATE "C",
      applied_at   timestamptz,
      before       jsonb,
      undone_at    timestamptz,
      undo_problem jsonb,
      PRIMARY KEY (import_id, line)
    );
    COMMENT ON COLUMN import_rows.record IS 'The row as it reads now, by column';
    COMMENT ON COLUMN import_rows.original IS 'The row as it stands in the file; null unless it was corrected';
    COMMENT ON COLUMN import_rows.reference IS 'How the row names its event; a decision on it is remembered by this';
    COMMENT ON COLUMN import_rows.amount IS 'Price of all its tickets, minor units of currency';
    COMMENT ON COLUMN import_rows.waits IS 'Refused until a person chooses an event or confirms a price';
    COMMENT ON COLUMN import_rows.note IS 'A remark that doesn''t stop the row';
    COMMENT ON COLUMN import_rows.before IS 'The values of the listing that Apply replaced, for undo';
    CREATE INDEX import_rows_outcome ON import_rows (import_id, action, line);
    -- Unfinished rows: without these indexes each chunk would read past all finished rows.
    CREATE INDEX import_rows_to_apply ON import_rows (import_id, line) WHERE applied_at IS NULL AND action IN ('create', 'change');
    CREATE INDEX import_rows_to_undo ON import_rows (import_id, line)
      WHERE applied_at IS NOT NULL AND undone_at IS NULL AND undo_problem IS NULL AND action IN ('create', 'change');
    CREATE INDEX import_rows_waiting ON import_rows (import_id, line) WHERE waits;

    CREATE TABLE import_corrections (
      import_id text COLLATE "C" NOT NULL REFERENCES imports,
      line      integer NOT NULL,
      cells     jsonb NOT NULL,
      misfit    jsonb,
      corrected_by text NOT NULL,
      corrected_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (import_id, line)
    );
    COMMENT ON TABLE import_corrections IS 'Corrected cells of a row, by column; kept when a new check replaces the rows';
    COMMENT ON COLUMN import_corrections.misfit IS 'The problem of a row with more or fewer cells than the header, which its record doesn''t show';

    CREATE TABLE import_mappings (
      fingerprint text PRIMARY KEY,
      fields      jsonb NOT NULL,
      created_by  text NOT NULL,
      created_at  timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE import_mappings IS 'What the columns of an unknown header mean, as a person mapped them';

    CREATE TABLE import_games (
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      reference    text NOT NULL,
      event_id     text COLLATE "C" NOT NULL REFERENCES events,
      created_by   text NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (consignor_id, reference)
    );
    COMMENT ON TABLE import_games IS 'Which event a consignor''s files mean by a reference, as a person decided';

    CREATE VIEW imports_named AS SELECT id, consignor_id, event_id, file_name, format, created_by, created_at, state FROM imports;
    COMMENT ON VIEW imports_named IS 'Imported files, for other rooms';
  `);
}
