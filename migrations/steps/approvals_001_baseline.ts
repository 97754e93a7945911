import type { Knex } from 'knex';

/** Requests that move more money by hand than one person may decide. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE approvals (
      id              text COLLATE "C" PRIMARY KEY,
      command         text NOT NULL,
      subject         text COLLATE "C" NOT NULL,
      reservation_id  text COLLATE "C",
      words           text NOT NULL,
      amount          bigint NOT NULL CHECK (amount > 0),
      currency        text NOT NULL,
      body            jsonb NOT NULL,
      reason          text NOT NULL,
      made_by         text COLLATE "C" NOT NULL REFERENCES people,
      created_at      timestamptz NOT NULL,
      expires_at      timestamptz NOT NULL,
      decided_by      text COLLATE "C" REFERENCES people,
      decided_at      timestamptz,
      decide_reason   text,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL,
      -- Nobody approves or declines their own, and nobody else withdraws it.
      CHECK (state NOT IN ('approved', 'declined') OR decided_by <> made_by),
      CHECK (state <> 'withdrawn' OR decided_by = made_by)
    );
    COMMENT ON TABLE approvals IS 'Requests that move more money by hand than one person may decide';
    COMMENT ON COLUMN approvals.command IS 'What runs once it is approved, in its own room';
    COMMENT ON COLUMN approvals.subject IS 'The id of what it acts on';
    COMMENT ON COLUMN approvals.amount IS 'What it moves, minor units';
    COMMENT ON COLUMN approvals.body IS 'The command''s own fields';
    -- One request at a time about one thing.
    CREATE UNIQUE INDEX approvals_one_waiting ON approvals (subject) WHERE state = 'waiting';
    CREATE INDEX approvals_reservation ON approvals (reservation_id) WHERE reservation_id IS NOT NULL;

    CREATE TABLE approval_rule (
      one          boolean PRIMARY KEY DEFAULT true CHECK (one),
      limit_amount bigint NOT NULL DEFAULT 0 CHECK (limit_amount >= 0),
      version      integer NOT NULL DEFAULT 1,
      changed_at   timestamptz
    );
    COMMENT ON TABLE approval_rule IS 'One row: from which amount on a second person decides';
    COMMENT ON COLUMN approval_rule.limit_amount IS 'Minor units of the marketplace''s currency; 0: never';
    INSERT INTO approval_rule DEFAULT VALUES;

    CREATE FUNCTION approval_is_waiting(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('waiting');
    CREATE VIEW approvals_waiting AS
      SELECT id, reservation_id, words, amount, currency, created_at, expires_at FROM approvals WHERE state = 'waiting';
    COMMENT ON VIEW approvals_waiting IS 'Requests that wait for a second person';
  `);
}
