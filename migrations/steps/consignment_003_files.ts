import type { Knex } from 'knex';

/** Files on their way in, whole: their bytes, what their columns mean, what people decided, and how far each is. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE imports
      ADD event_id        text COLLATE "C" REFERENCES events,
      ADD source          jsonb NOT NULL DEFAULT '{"kind": "csv", "encoding": "utf-8", "delimiter": ","}',
      ADD layout          jsonb,
      ADD head            jsonb,
      ADD mapped_by       text,
      ADD mapped_at       timestamptz,
      ADD rows_read       integer NOT NULL DEFAULT 0,
      ADD tally           jsonb NOT NULL DEFAULT '{}',
      ADD confirmed_lines integer[] NOT NULL DEFAULT '{}',
      ADD owner_id        text COLLATE "C" REFERENCES people,
      ADD check_began_at  timestamptz,
      ADD check_ended_at  timestamptz;
    COMMENT ON COLUMN imports.event_id IS 'The game of the rows that name none';
    COMMENT ON COLUMN imports.source IS 'What the bytes are: CSV with encoding and delimiter, or XLSX';
    COMMENT ON COLUMN imports.owner_id IS 'Who of the desk settles its rows that wait';
    COMMENT ON COLUMN imports.layout IS 'Format and headers by its columns, once it is known';
    COMMENT ON COLUMN imports.head IS 'Header and first rows of a file that somebody must explain';
    COMMENT ON COLUMN imports.row_count IS 'Estimated from its lines until it was read once';
    COMMENT ON COLUMN imports.confirmed_lines IS 'Lines whose price is meant, though it is far from the market';
    DROP INDEX imports_same_file;
    CREATE UNIQUE INDEX imports_same_file ON imports (consignor_id, file_hash) WHERE state NOT IN ('failed', 'undone');

    CREATE TABLE import_parts (
      import_id text COLLATE "C" NOT NULL REFERENCES imports,
      part      integer NOT NULL,
      bytes     bytea NOT NULL,
      PRIMARY KEY (import_id, part)
    );
    COMMENT ON TABLE import_parts IS 'The file itself, until it is applied or has failed';

    -- As text: the columns keep their order, and nothing is taken apart that is only read again.
    ALTER TABLE import_rows ALTER COLUMN record TYPE json, ALTER COLUMN plan TYPE json;
    -- No reference to events, as none to listings: 50,000 checks of one file cost a second.
    ALTER TABLE import_rows
      ADD event_id     text COLLATE "C",
      ADD tickets      integer NOT NULL DEFAULT 0,
      ADD amount       bigint NOT NULL DEFAULT 0,
      ADD currency     text,
      ADD reference    text,
      ADD waits        boolean NOT NULL DEFAULT false,
      ADD note         text,
      ADD original     json,
      ADD before       jsonb,
      ADD undone_at    timestamptz,
      ADD undo_problem jsonb;
    COMMENT ON COLUMN import_rows.amount IS 'If all of it sells, minor units of its currency';
    COMMENT ON COLUMN import_rows.reference IS 'What the row says of its game, as a decision on it is remembered';
    COMMENT ON COLUMN import_rows.waits IS 'Refused until a person chooses a game or confirms a price';
    COMMENT ON COLUMN import_rows.note IS 'What a person should know of it, though it is no reason against it';
    COMMENT ON COLUMN import_rows.original IS 'The row as it stood in the file, where somebody mended it: record is what it reads now';
    COMMENT ON COLUMN import_rows.before IS 'What of the listing Apply replaced, for undo';
    CREATE INDEX import_rows_outcome ON import_rows (import_id, action, line);
    -- What is still to be done: without these each chunk would read past all that were done before it.
    CREATE INDEX import_rows_to_apply ON import_rows (import_id, line) WHERE applied_at IS NULL AND action IN ('create', 'change');
    CREATE INDEX import_rows_to_undo ON import_rows (import_id, line)
      WHERE applied_at IS NOT NULL AND undone_at IS NULL AND undo_problem IS NULL AND action IN ('create', 'change');
    CREATE INDEX import_rows_waiting ON import_rows (import_id, line) WHERE waits;

    -- The market of a section: what waits for approval or is over isn't read.
    CREATE INDEX listings_market ON listings (event_id, upper(section), price_amount) WHERE state = 'live';

    CREATE TABLE import_mends (
      import_id text COLLATE "C" NOT NULL REFERENCES imports,
      line      integer NOT NULL,
      cells     jsonb NOT NULL,
      misfit    jsonb,
      mended_by text NOT NULL,
      mended_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (import_id, line)
    );
    COMMENT ON TABLE import_mends IS 'What a row should read, by column, as somebody said; it outlives the rows of a dry run';

    COMMENT ON COLUMN import_mends.misfit IS 'Why the row as it stands has other cells than the header: its record doesn''t tell';

    CREATE TABLE import_mappings (
      fingerprint text PRIMARY KEY,
      fields      jsonb NOT NULL,
      created_by  text NOT NULL,
      created_at  timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE import_mappings IS 'What the columns of an unknown header mean, as somebody said';

    CREATE TABLE import_games (
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      reference    text NOT NULL,
      event_id     text COLLATE "C" NOT NULL REFERENCES events,
      created_by   text NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (consignor_id, reference)
    );
    COMMENT ON TABLE import_games IS 'Which game a consignor means by what their files say, as somebody decided';
  `);
}
