import type { Knex } from 'knex';

/** SQL: what these entries of the ledger are that may be paid, as they are kept. The event of an order never changes. */
const payable = (entries: string) => `
  SELECT e.transaction_id, e.line, split_part(e.account, ':', 2), e.amount, e.currency, t.kind, t.reservation_id, r.event_id, t.at
  FROM ${entries} e JOIN ledger_transactions t ON t.id = e.transaction_id LEFT JOIN reservations_orders r ON r.id = t.reservation_id
  WHERE e.account LIKE 'consignor:%' AND t.kind NOT IN ('payout', 'payoutReturned', 'consignorMerge')`;
const columns = 'transaction_id, line, consignor_id, amount, currency, kind, reservation_id, event_id, at';

/**
 * A run of 12,000 payouts was one statement after the other over everything that is owed, in one transaction. It is made and
 * approved in parts now, a job goes on with it, and everybody sees how far it is. What is judged of an open entry stands with it, so
 * that judging reads neither the ledger nor orders; triggers keep it, as they kept the entries.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    LOCK TABLE ledger_entries, payout_lines, payout_open_entries IN SHARE ROW EXCLUSIVE MODE;
    ALTER TABLE payout_open_entries
      ADD COLUMN amount bigint,
      ADD COLUMN currency text,
      ADD COLUMN kind text,
      ADD COLUMN reservation_id text COLLATE "C",
      ADD COLUMN event_id text COLLATE "C",
      ADD COLUMN at timestamptz;
    COMMENT ON COLUMN payout_open_entries.amount IS 'Minor units as in the ledger: below zero, it is owed to the consignor';
    COMMENT ON COLUMN payout_open_entries.kind IS 'Of its transaction in the ledger, as reservation_id and at are';
    COMMENT ON COLUMN payout_open_entries.event_id IS 'Of its order; null: it is about none';
    UPDATE payout_open_entries o SET (amount, currency, kind, reservation_id, event_id, at) = (
      SELECT e.amount, e.currency, t.kind, t.reservation_id, r.event_id, t.at FROM ledger_entries e
      JOIN ledger_transactions t ON t.id = e.transaction_id LEFT JOIN reservations_orders r ON r.id = t.reservation_id
      WHERE e.transaction_id = o.transaction_id AND e.line = o.line);
    -- Orders on which something was advanced, and of which a dispute was lost, are few.
    CREATE INDEX payout_open_entries_advances ON payout_open_entries (reservation_id) WHERE kind = 'advance';
    CREATE INDEX payout_open_entries_reservation ON payout_open_entries (reservation_id) WHERE reservation_id IS NOT NULL;

    CREATE OR REPLACE FUNCTION payout_open_entries_posted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO payout_open_entries (${columns}) ${payable('added')};
        RETURN NULL;
      END $$;
    CREATE OR REPLACE FUNCTION payout_open_entries_released() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO payout_open_entries (${columns})
          SELECT e.transaction_id, e.line, split_part(e.account, ':', 2), e.amount, e.currency, t.kind, t.reservation_id, r.event_id, t.at
          FROM added l JOIN removed b USING (payout_id, transaction_id, line) JOIN ledger_entries e USING (transaction_id, line)
          JOIN ledger_transactions t ON t.id = e.transaction_id LEFT JOIN reservations_orders r ON r.id = t.reservation_id
          WHERE l.released_at IS NOT NULL AND b.released_at IS NULL;
        RETURN NULL;
      END $$;

    -- A check of each of half a million lines, in both tables that they name, took longer than all the rest of a run. A line is of an
    -- entry that was open, so that the entry is there; lines without a payout are found by verify.
    ALTER TABLE payout_lines DROP CONSTRAINT payout_lines_transaction_id_line_fkey, DROP CONSTRAINT payout_lines_payout_id_fkey;
    CREATE OR REPLACE FUNCTION payout_open_entries_held() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        held bigint;
      BEGIN
        DELETE FROM payout_open_entries o USING added l
        WHERE l.released_at IS NULL AND o.transaction_id = l.transaction_id AND o.line = l.line;
        GET DIAGNOSTICS held = ROW_COUNT;
        IF held <> (SELECT count(*) FROM added WHERE released_at IS NULL)
        THEN RAISE EXCEPTION 'a payout holds an entry that is not open'; END IF;
        RETURN NULL;
      END $$;

    ALTER TABLE payout_runs
      ADD COLUMN candidates integer NOT NULL DEFAULT 0,
      ADD COLUMN request_id text,
      ADD COLUMN withdrawn_reason text,
      ADD COLUMN advances integer NOT NULL DEFAULT 0,
      ADD COLUMN advanced_amount bigint NOT NULL DEFAULT 0,
      ADD COLUMN withholdings integer NOT NULL DEFAULT 0,
      ADD COLUMN withheld_amount bigint NOT NULL DEFAULT 0;
    COMMENT ON COLUMN payout_runs.candidates IS 'Consignors of whom something was open when it was begun: each is looked at once';
    COMMENT ON COLUMN payout_runs.request_id IS 'The request of the step that is worked on: made, approved, withdrawn';
    COMMENT ON COLUMN payout_runs.advances IS 'Advances that were given when it was made; their sum in advanced_amount, minor units';
    COMMENT ON COLUMN payout_runs.withholdings IS 'Consignors from whom tax was withheld when it was made; the sum in withheld_amount, US cents';

    CREATE TABLE payout_run_waiting (
      run_id       text COLLATE "C" NOT NULL REFERENCES payout_runs,
      consignor_id text COLLATE "C" NOT NULL,
      PRIMARY KEY (run_id, consignor_id)
    );
    COMMENT ON TABLE payout_run_waiting IS 'Consignors whom a run that is being made hasn''t looked at yet';
    -- What is left to approve or to drop.
    CREATE INDEX payouts_draft ON payouts (run_id, id) WHERE state = 'draft';
  `);
}
