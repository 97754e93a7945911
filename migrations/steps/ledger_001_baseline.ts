import type { Knex } from 'knex';

/** Double-entry ledger of every cent. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE ledger_transactions (
      id             text COLLATE "C" PRIMARY KEY,
      kind           text NOT NULL,
      reservation_id text COLLATE "C",
      payment_id     text COLLATE "C",
      cause          text NOT NULL UNIQUE,
      at             timestamptz NOT NULL
    );
    CREATE INDEX ledger_transactions_reservation ON ledger_transactions (reservation_id);
    CREATE TABLE ledger_entries (
      transaction_id text COLLATE "C" NOT NULL REFERENCES ledger_transactions,
      line           integer NOT NULL,
      account        text NOT NULL,
      amount         bigint NOT NULL CHECK (amount <> 0),
      currency       text NOT NULL,
      PRIMARY KEY (transaction_id, line)
    );
    COMMENT ON COLUMN ledger_entries.amount IS 'Minor units: debits are positive, credits negative';
    CREATE INDEX ledger_entries_account ON ledger_entries (account);
    CREATE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (
          SELECT 1 FROM ledger_entries e WHERE e.transaction_id IN (SELECT transaction_id FROM added)
          GROUP BY e.transaction_id, e.currency HAVING sum(e.amount) <> 0
        ) THEN RAISE EXCEPTION 'a ledger transaction does not sum to zero'; END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_sums_to_zero();
    CREATE TRIGGER ledger_transactions_append_only BEFORE UPDATE OR DELETE ON ledger_transactions
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    CREATE VIEW ledger_postings AS
      SELECT e.transaction_id, e.line, e.account, e.amount, e.currency, t.kind, t.reservation_id, t.payment_id, t.at
      FROM ledger_entries e LEFT JOIN ledger_transactions t ON t.id = e.transaction_id;
    COMMENT ON VIEW ledger_postings IS 'Entries with their transaction. Amounts are minor units: debits positive, credits negative';
  `);
}
