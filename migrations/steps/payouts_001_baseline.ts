import type { Knex } from 'knex';

/** Payouts: what consignors are paid, in runs that one person makes and another one approves. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE payout_runs (
      id             text COLLATE "C" PRIMARY KEY,
      currency       text NOT NULL,
      minimum_amount bigint NOT NULL CHECK (minimum_amount >= 1),
      note           text,
      made_at        timestamptz NOT NULL,
      made_by        text NOT NULL,
      approved_at    timestamptz,
      approved_by    text,
      withdrawn_at   timestamptz,
      withdrawn_by   text,
      CHECK (approved_by <> made_by),
      CHECK (approved_at IS NULL OR withdrawn_at IS NULL)
    );
    COMMENT ON TABLE payout_runs IS 'Runs of payouts. Whoever made one doesn''t approve it';
    COMMENT ON COLUMN payout_runs.minimum_amount IS 'Minor units: who is owed less waits for a later run';

    CREATE TABLE payouts (
      id              text COLLATE "C" PRIMARY KEY,
      run_id          text COLLATE "C" NOT NULL REFERENCES payout_runs,
      consignor_id    text COLLATE "C" NOT NULL REFERENCES consignors,
      amount          bigint NOT NULL CHECK (amount > 0),
      currency        text NOT NULL,
      created_at      timestamptz NOT NULL,
      state           text NOT NULL,
      snapshot        jsonb NOT NULL,
      machine_version integer NOT NULL,
      version         integer NOT NULL
    );
    COMMENT ON TABLE payouts IS 'What one consignor is paid in one run';
    COMMENT ON COLUMN payouts.amount IS 'Minor units: the sum of its lines';
    CREATE INDEX payouts_run ON payouts (run_id, id);
    CREATE INDEX payouts_consignor ON payouts (consignor_id, id);
    CREATE INDEX payouts_topay ON payouts (id) WHERE state = 'approved';

    CREATE TABLE payout_lines (
      payout_id      text COLLATE "C" NOT NULL REFERENCES payouts DEFERRABLE INITIALLY DEFERRED,
      transaction_id text COLLATE "C" NOT NULL,
      line           integer NOT NULL,
      amount         bigint NOT NULL,
      released_at    timestamptz,
      PRIMARY KEY (payout_id, transaction_id, line),
      FOREIGN KEY (transaction_id, line) REFERENCES ledger_entries
    );
    COMMENT ON TABLE payout_lines IS 'The entries of the books that a payout pays, frozen when its run is made';
    COMMENT ON COLUMN payout_lines.amount IS 'Minor units: what is owed for the entry; below zero for what is claimed back';
    COMMENT ON COLUMN payout_lines.released_at IS 'Set: the payout was dropped or canceled, and another one may pay it';
    -- No entry is in two payouts.
    CREATE UNIQUE INDEX payout_lines_once ON payout_lines (transaction_id, line) WHERE released_at IS NULL;

    CREATE TABLE payout_holds (
      consignor_id text COLLATE "C" PRIMARY KEY REFERENCES consignors,
      reason       text NOT NULL,
      at           timestamptz NOT NULL,
      by           text NOT NULL
    );
    COMMENT ON TABLE payout_holds IS 'Consignors that finance doesn''t pay for now';

    CREATE TABLE payout_adjustments (
      id             text COLLATE "C" PRIMARY KEY,
      consignor_id   text COLLATE "C" NOT NULL REFERENCES consignors,
      kind           text NOT NULL CHECK (kind IN ('goodwill', 'penalty', 'inFavor', 'against')),
      reason         text NOT NULL,
      transaction_id text COLLATE "C" NOT NULL UNIQUE REFERENCES ledger_transactions,
      at             timestamptz NOT NULL,
      by             text NOT NULL
    );
    COMMENT ON TABLE payout_adjustments IS 'What finance gives to consignors or takes from them besides sales, with the entry of the books';

    CREATE TABLE payout_losses (
      reservation_id text COLLATE "C" NOT NULL REFERENCES reservations,
      consignor_id   text COLLATE "C" NOT NULL REFERENCES consignors,
      bears          text NOT NULL CHECK (bears IN ('consignor', 'marketplace')),
      reason         text NOT NULL,
      at             timestamptz NOT NULL,
      by             text NOT NULL,
      PRIMARY KEY (reservation_id, consignor_id)
    );
    COMMENT ON TABLE payout_losses IS 'Who bears a sale whose payment a fan''s bank took back, as finance decided';

    CREATE VIEW payouts_made AS
      SELECT o.id, o.run_id, o.consignor_id, o.amount, o.currency, o.state, o.version, o.created_at,
        o.snapshot -> 'context' ->> 'way' AS way, o.snapshot -> 'context' ->> 'reference' AS reference,
        (o.snapshot -> 'context' ->> 'paidOn')::date AS paid_on
      FROM payouts o;
    COMMENT ON VIEW payouts_made IS 'Payouts in every state; amounts are minor units';

    CREATE FUNCTION payout_is_holding(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('draft', 'approved', 'paid', 'returned');
    CREATE FUNCTION payout_is_unpaid(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('draft', 'approved', 'returned');
    CREATE FUNCTION payout_is_topay(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('approved');
  `);
}
