import type { Knex } from 'knex';

/** Files for the bank, and what the bank answered. A file's text is sealed: it has whole account numbers. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE SEQUENCE bank_references MAXVALUE 999999999999;
    CREATE SEQUENCE bank_traces MAXVALUE 9999999 CYCLE;

    CREATE TABLE bank_files (
      id            text COLLATE "C" PRIMARY KEY,
      run_id        text COLLATE "C" NOT NULL REFERENCES payout_runs,
      format        text NOT NULL CHECK (format IN ('pain001', 'nacha')),
      message_id    text NOT NULL UNIQUE,
      pays_on       date NOT NULL,
      lines         integer NOT NULL CHECK (lines > 0),
      amount        bigint NOT NULL CHECK (amount > 0),
      currency      text NOT NULL,
      sealed        bytea NOT NULL,
      key_id        text NOT NULL,
      sha256        text NOT NULL UNIQUE,
      made_at       timestamptz NOT NULL,
      made_by       text NOT NULL,
      recalled_at   timestamptz,
      recalled_by   text,
      recall_reason text,
      CHECK ((recalled_at IS NULL) = (recall_reason IS NULL))
    );
    COMMENT ON TABLE bank_files IS 'Files for the bank, each made once';
    COMMENT ON COLUMN bank_files.message_id IS 'By which the bank names it: MsgId, or date and modifier of an ACH file';
    COMMENT ON COLUMN bank_files.amount IS 'Minor units: the sum of its lines';
    COMMENT ON COLUMN bank_files.sealed IS 'Its text, sealed under the marketplace''s secret; key_id names the key';
    COMMENT ON COLUMN bank_files.recalled_at IS 'Set: it wasn''t given to the bank, and its payouts wait to be paid again';
    CREATE INDEX bank_files_run ON bank_files (run_id, id);

    CREATE TABLE bank_file_lines (
      file_id    text COLLATE "C" NOT NULL REFERENCES bank_files DEFERRABLE INITIALLY DEFERRED,
      line       integer NOT NULL,
      attempt_id text COLLATE "C" NOT NULL UNIQUE REFERENCES payout_attempts DEFERRABLE INITIALLY DEFERRED,
      reference  text NOT NULL UNIQUE,
      trace      text,
      PRIMARY KEY (file_id, line)
    );
    COMMENT ON TABLE bank_file_lines IS 'What stands where in a file, and the attempt that it pays';
    COMMENT ON COLUMN bank_file_lines.trace IS 'Of an ACH file: the number by which a return names it';
    -- A return names a trace; they begin again after ten million.
    CREATE INDEX bank_file_lines_trace ON bank_file_lines (trace, file_id) WHERE trace IS NOT NULL;

    CREATE TABLE bank_answers (
      id          text COLLATE "C" PRIMARY KEY,
      format      text NOT NULL CHECK (format IN ('pain002', 'camt053', 'nacha')),
      file_name   text NOT NULL,
      sha256      text NOT NULL UNIQUE,
      uploaded_at timestamptz NOT NULL,
      uploaded_by text NOT NULL
    );
    COMMENT ON TABLE bank_answers IS 'What the bank said, each file booked once';

    CREATE TABLE bank_answer_lines (
      answer_id  text COLLATE "C" NOT NULL REFERENCES bank_answers,
      line       integer NOT NULL,
      attempt_id text COLLATE "C" REFERENCES payout_attempts,
      says       text NOT NULL,
      outcome    text NOT NULL,
      code       text,
      text       text NOT NULL,
      PRIMARY KEY (answer_id, line)
    );
    COMMENT ON TABLE bank_answer_lines IS 'What each line of an answer said, and what became of it';
    -- What the bank said of an attempt.
    CREATE INDEX bank_answer_lines_attempt ON bank_answer_lines (attempt_id) WHERE attempt_id IS NOT NULL;
  `);
}
