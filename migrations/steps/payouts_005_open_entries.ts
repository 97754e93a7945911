import type { Knex } from 'knex';

/** SQL: which of these entries of the ledger are a consignor's and may be paid. */
const payable = (entries: string) => `
  SELECT e.transaction_id, e.line, split_part(e.account, ':', 2) FROM ${entries} e JOIN ledger_transactions t ON t.id = e.transaction_id
  WHERE e.account LIKE 'consignor:%' AND t.kind NOT IN ('payout', 'payoutReturned', 'consignorMerge')`;

/**
 * The entries that no payout holds, in a table of their own: looking for them cost as much as all entries of all time. Triggers keep it, so
 * that it is right whichever version of the code posts and pays.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE payout_open_entries (
      transaction_id text COLLATE "C" NOT NULL,
      line           integer NOT NULL,
      consignor_id   text COLLATE "C" NOT NULL,
      PRIMARY KEY (transaction_id, line)
    );
    COMMENT ON TABLE payout_open_entries IS 'Entries of consignors'' accounts that no payout holds; kept by triggers of ledger_entries and payout_lines';
    COMMENT ON COLUMN payout_open_entries.consignor_id IS 'The consignor of the entry''s account, who may have been merged into another one since';
    CREATE INDEX payout_open_entries_consignor ON payout_open_entries (consignor_id);

    LOCK TABLE ledger_entries, payout_lines IN SHARE ROW EXCLUSIVE MODE;
    CREATE FUNCTION payout_open_entries_posted() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO payout_open_entries (transaction_id, line, consignor_id) ${payable('added')};
        RETURN NULL;
      END $$;
    CREATE TRIGGER payout_open_entries_posted AFTER INSERT ON ledger_entries
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION payout_open_entries_posted();

    CREATE FUNCTION payout_open_entries_held() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM payout_open_entries o USING added l
        WHERE l.released_at IS NULL AND o.transaction_id = l.transaction_id AND o.line = l.line;
        RETURN NULL;
      END $$;
    CREATE TRIGGER payout_open_entries_held AFTER INSERT ON payout_lines
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION payout_open_entries_held();

    CREATE FUNCTION payout_open_entries_released() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO payout_open_entries (transaction_id, line, consignor_id)
          SELECT e.transaction_id, e.line, split_part(e.account, ':', 2)
          FROM added l JOIN removed b USING (payout_id, transaction_id, line) JOIN ledger_entries e USING (transaction_id, line)
          WHERE l.released_at IS NOT NULL AND b.released_at IS NULL;
        RETURN NULL;
      END $$;
    CREATE TRIGGER payout_open_entries_released AFTER UPDATE ON payout_lines
      REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION payout_open_entries_released();

    -- What the bank said of bank data.
    CREATE INDEX payout_attempts_account ON payout_attempts (bank_account_id) WHERE bank_account_id IS NOT NULL;

    INSERT INTO payout_open_entries (transaction_id, line, consignor_id) ${payable('ledger_entries')}
      AND NOT EXISTS (SELECT FROM payout_lines l WHERE l.transaction_id = e.transaction_id AND l.line = e.line AND l.released_at IS NULL);
  `);
}
