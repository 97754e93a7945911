import type { Knex } from 'knex';

const days = `booked date NOT NULL, reserved date NOT NULL, paid date NOT NULL`;
const amounts = `debits bigint NOT NULL, credits bigint NOT NULL`;
const own = 'x.currency, x.booked, x.reserved, x.paid';

/**
 * Sums of the books by day, so that a report over a year adds up days instead of millions of entries. Nobody waits for them:
 * a posting only notes its transaction, a job adds it to the sums, and until then the views read its entries themselves. So
 * the views are right at every instant.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE accounting_unsummed (transaction_id text COLLATE "C" PRIMARY KEY);
    COMMENT ON TABLE accounting_unsummed IS 'Transactions of the ledger that the sums don''t hold yet';

    CREATE TABLE accounting_day_sums (
      currency text NOT NULL, ${days},
      account  text NOT NULL,
      kind     text NOT NULL,
      ${amounts},
      entries  integer NOT NULL,
      firsts   integer NOT NULL,
      PRIMARY KEY (booked, account, kind, reserved, paid, currency)
    );
    COMMENT ON TABLE accounting_day_sums IS 'The ledger by day; accounts of all consignors are one. Amounts are minor units';
    COMMENT ON COLUMN accounting_day_sums.account IS 'The ledger''s account; consignor: for those of all consignors';
    COMMENT ON COLUMN accounting_day_sums.firsts IS 'Entries that are the first line of their transaction: how many transactions they are';

    CREATE TABLE accounting_event_sums (
      currency text NOT NULL, ${days},
      event_id text COLLATE "C" NOT NULL,
      account  text NOT NULL,
      kind     text NOT NULL,
      ${amounts},
      entries  integer NOT NULL,
      firsts   integer NOT NULL,
      PRIMARY KEY (booked, event_id, account, kind, reserved, paid, currency)
    );
    COMMENT ON TABLE accounting_event_sums IS 'The ledger by day and event; accounts of all consignors are one. Amounts are minor units';
    COMMENT ON COLUMN accounting_event_sums.event_id IS 'Empty: about no event';
    COMMENT ON COLUMN accounting_event_sums.account IS 'The ledger''s account; consignor: for those of all consignors';
    COMMENT ON COLUMN accounting_event_sums.firsts IS 'Entries that are the first line of their transaction: how many transactions they are';
    CREATE INDEX accounting_event_sums_event ON accounting_event_sums (event_id);

    CREATE TABLE accounting_consignor_sums (
      currency text NOT NULL, ${days},
      account  text NOT NULL,
      kind     text NOT NULL,
      ${amounts},
      entries  integer NOT NULL,
      transactions integer NOT NULL,
      PRIMARY KEY (account, booked, kind, reserved, paid, currency)
    );
    COMMENT ON TABLE accounting_consignor_sums IS 'The accounts of consignors by day. Amounts are minor units';

    CREATE VIEW accounting_entries AS
      SELECT p.transaction_id, p.currency, stats_day(p.at) AS booked, stats_day(coalesce(r.created_at, p.at)) AS reserved,
        stats_day(coalesce(r.paid_at, p.at)) AS paid, coalesce(r.event_id, '') AS event_id, p.account, p.kind,
        greatest(p.amount, 0) AS debits, least(p.amount, 0) AS credits, (p.line = 1)::int AS firsts,
        (NOT EXISTS (SELECT FROM ledger_postings q WHERE q.transaction_id = p.transaction_id AND q.account = p.account AND q.line < p.line))::int
          AS transactions
      FROM ledger_postings p LEFT JOIN reservations_orders r ON r.id = p.reservation_id;
    COMMENT ON VIEW accounting_entries IS 'Each entry of the ledger with its days, as the sums count it; amounts are minor units';

    CREATE VIEW accounting_by_day AS
      SELECT currency, booked, reserved, paid, account, kind, debits, credits, entries, firsts FROM accounting_day_sums
      UNION ALL
      SELECT ${own}, CASE WHEN x.account LIKE 'consignor:%' THEN 'consignor:' ELSE x.account END, x.kind, x.debits, x.credits, 1, x.firsts
      FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id;
    COMMENT ON VIEW accounting_by_day IS 'The whole ledger by day, at this instant; amounts are minor units';

    CREATE VIEW accounting_by_event AS
      SELECT currency, booked, reserved, paid, event_id, account, kind, debits, credits, entries, firsts FROM accounting_event_sums
      UNION ALL
      SELECT ${own}, x.event_id, CASE WHEN x.account LIKE 'consignor:%' THEN 'consignor:' ELSE x.account END, x.kind, x.debits, x.credits,
        1, x.firsts
      FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id;
    COMMENT ON VIEW accounting_by_event IS 'The whole ledger by day and event, at this instant; amounts are minor units';

    CREATE VIEW accounting_by_consignor AS
      SELECT currency, booked, reserved, paid, account, kind, debits, credits, entries, transactions FROM accounting_consignor_sums
      UNION ALL
      SELECT ${own}, x.account, x.kind, x.debits, x.credits, 1, x.transactions
      FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id WHERE x.account LIKE 'consignor:%';
    COMMENT ON VIEW accounting_by_consignor IS 'The accounts of consignors by day, at this instant; amounts are minor units';

    -- From here on each transaction is noted, whichever version of the code posts it; those before are noted below.
    LOCK TABLE ledger_transactions IN SHARE ROW EXCLUSIVE MODE;
    CREATE FUNCTION accounting_note_unsummed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO accounting_unsummed (transaction_id) SELECT id FROM added;
        RETURN NULL;
      END $$;
    CREATE TRIGGER accounting_note_unsummed AFTER INSERT ON ledger_transactions
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION accounting_note_unsummed();
    INSERT INTO accounting_unsummed (transaction_id) SELECT id FROM ledger_transactions;
  `);
}
