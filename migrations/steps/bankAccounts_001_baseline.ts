import type { Knex } from 'knex';

/** Where consignors' money goes, and from where: numbers are sealed, only their last four characters stand in the open. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE bank_accounts (
      id           text COLLATE "C" PRIMARY KEY,
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      kind         text NOT NULL CHECK (kind IN ('sepa', 'us')),
      holder       text NOT NULL,
      last_four    text NOT NULL CHECK (length(last_four) = 4),
      sealed       bytea NOT NULL,
      key_id       text NOT NULL,
      given_at     timestamptz NOT NULL,
      given_by     text NOT NULL,
      given_as     text NOT NULL CHECK (given_as IN ('consignor', 'finance', 'bank')),
      usable_from  timestamptz NOT NULL CHECK (usable_from >= given_at),
      ended_at     timestamptz
    );
    COMMENT ON TABLE bank_accounts IS 'Bank data of consignors, also what was in use before';
    COMMENT ON COLUMN bank_accounts.sealed IS 'All of it as JSON, sealed under the marketplace''s secret; key_id names the key';
    COMMENT ON COLUMN bank_accounts.usable_from IS 'Payouts wait until then';
    COMMENT ON COLUMN bank_accounts.ended_at IS 'When other bank data took its place; null: it is in use';
    -- A consignor has one that is in use.
    CREATE UNIQUE INDEX bank_accounts_current ON bank_accounts (consignor_id) WHERE ended_at IS NULL;
    -- The history of one, newest first.
    CREATE INDEX bank_accounts_consignor ON bank_accounts (consignor_id, id);

    CREATE TABLE bank_settings (
      id                 text COLLATE "C" PRIMARY KEY CHECK (id = 'bank'),
      waiting_days       integer NOT NULL CHECK (waiting_days BETWEEN 0 AND 30),
      requires_bank_data boolean NOT NULL,
      sealed             bytea,
      key_id             text,
      version            integer NOT NULL,
      changed_at         timestamptz NOT NULL,
      CHECK ((sealed IS NULL) = (key_id IS NULL))
    );
    COMMENT ON TABLE bank_settings IS 'How the marketplace pays by bank file; one row';
    COMMENT ON COLUMN bank_settings.waiting_days IS 'How long new bank data waits before it is paid to';
    COMMENT ON COLUMN bank_settings.requires_bank_data IS 'Whether consignors without bank data are left out of runs of payouts';
    COMMENT ON COLUMN bank_settings.sealed IS 'The marketplace''s own accounts as JSON, sealed as above';
    INSERT INTO bank_settings (id, waiting_days, requires_bank_data, version, changed_at) VALUES ('bank', 3, false, 1, now());

    CREATE VIEW bank_accounts_standing AS
      SELECT c.id AS consignor_id, b.id AS account_id, b.kind, b.holder, b.last_four, b.usable_from,
        CASE WHEN b.id IS NULL AND s.requires_bank_data THEN 'bankMissing' WHEN b.usable_from > now() THEN 'bankChanged' END AS hold
      FROM consignors_named c CROSS JOIN bank_settings s LEFT JOIN bank_accounts b ON b.consignor_id = c.id AND b.ended_at IS NULL;
    COMMENT ON VIEW bank_accounts_standing IS 'Each consignor with the bank data in use, and why it holds payouts back now; null: it doesn''t';

    CREATE VIEW bank_accounts_given AS SELECT id, consignor_id, kind, last_four, given_at, ended_at FROM bank_accounts;
    COMMENT ON VIEW bank_accounts_given IS 'Bank data of consignors, also what was in use before; no number whole';
  `);
}
