import type { Knex } from 'knex';

/** Each way out of a payout is a row; one by bank file is on its way until the bank says so, and may be refused. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE payout_attempts (
      id              text COLLATE "C" PRIMARY KEY,
      payout_id       text COLLATE "C" NOT NULL REFERENCES payouts,
      number          integer NOT NULL CHECK (number >= 1),
      way             text NOT NULL,
      reference       text NOT NULL,
      file_id         text COLLATE "C",
      bank_account_id text COLLATE "C" REFERENCES bank_accounts,
      amount          bigint NOT NULL CHECK (amount > 0),
      currency        text NOT NULL,
      state           text NOT NULL CHECK (state IN ('sending', 'paid', 'failed', 'returned', 'recalled')),
      reason          text,
      paid_on         date,
      begun_at        timestamptz NOT NULL,
      begun_by        text NOT NULL,
      begun_version   integer,
      ended_at        timestamptz,
      ended_version   integer,
      UNIQUE (payout_id, number),
      CHECK ((file_id IS NULL) = (bank_account_id IS NULL)),
      CHECK ((state IN ('failed', 'returned', 'recalled')) = (ended_at IS NOT NULL))
    );
    COMMENT ON TABLE payout_attempts IS 'Ways out of payouts, by hand or by bank file, one after another';
    COMMENT ON COLUMN payout_attempts.amount IS 'Minor units';
    COMMENT ON COLUMN payout_attempts.reference IS 'What the consignor''s bank or the check shows; of a bank file, the key by which the bank names it';
    COMMENT ON COLUMN payout_attempts.file_id IS 'The bank file that it is in; null: by hand';
    COMMENT ON COLUMN payout_attempts.reason IS 'Why it failed or came back';
    COMMENT ON COLUMN payout_attempts.paid_on IS 'The day on which the money left, or is to leave';
    COMMENT ON COLUMN payout_attempts.begun_version IS 'The payout''s transition; null: before attempts had rows. Its entry in the books has payout/version as its cause';
    -- A payout is on its way once at a time.
    CREATE UNIQUE INDEX payout_attempts_open ON payout_attempts (payout_id) WHERE state IN ('sending', 'paid');
    -- The attempts of a file; the bank's word of one.
    CREATE INDEX payout_attempts_file ON payout_attempts (file_id, id) WHERE file_id IS NOT NULL;
    CREATE UNIQUE INDEX payout_attempts_key ON payout_attempts (reference) WHERE file_id IS NOT NULL;

    -- What was paid before. Of several attempts the last one is known.
    INSERT INTO payout_attempts (id, payout_id, number, way, reference, amount, currency, state, reason, paid_on, begun_at, begun_by, ended_at)
      SELECT 'pat_' || split_part(o.id, '_', 2), o.id, greatest((o.snapshot #>> '{context,attempts}')::int, 1), o.snapshot #>> '{context,way}',
        coalesce(o.snapshot #>> '{context,reference}', ''), o.amount, o.currency, CASE WHEN o.state = 'paid' THEN 'paid' ELSE 'returned' END,
        o.snapshot #>> '{context,returnReason}', (o.snapshot #>> '{context,paidOn}')::date, o.created_at, 'system',
        CASE WHEN o.state <> 'paid' THEN now() END
      FROM payouts o WHERE o.snapshot #>> '{context,way}' IS NOT NULL;

    CREATE OR REPLACE FUNCTION payout_is_holding(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('draft', 'approved', 'sending', 'paid', 'returned', 'failed');
    CREATE OR REPLACE FUNCTION payout_is_unpaid(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('draft', 'approved', 'returned', 'failed');
    CREATE FUNCTION payout_is_booked(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('sending', 'paid');

    CREATE VIEW payouts_attempts AS
      SELECT id, payout_id, number, way, reference, file_id, bank_account_id, amount, currency, state, reason, paid_on, begun_at, ended_at
      FROM payout_attempts;
    COMMENT ON VIEW payouts_attempts IS 'Ways out of payouts, by hand or by bank file; amounts are minor units';
  `);
}
