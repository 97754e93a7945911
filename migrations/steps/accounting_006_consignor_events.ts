import type { Knex } from 'knex';

/** SQL: what entries `x` add up to for each consignor and event. */
const sums = 'sum(x.debits)::bigint, sum(x.credits)::bigint, count(*)::int, sum(x.transactions)::int';
const columns = 'currency, event_id, account, kind, debits, credits, entries, transactions';

/**
 * Sums of the books by consignor and event, so that consignors' proceeds by the day of the event add up these instead of every entry. An
 * event may move to another day, which changes none of them. Triggers keep them, so that they are right whichever version of the code
 * adds to the sums: what leaves `accounting_unsummed` is added, and where the sums by consignor are emptied to be made anew, these are too.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE accounting_consignor_events (
      currency     text NOT NULL,
      event_id     text COLLATE "C" NOT NULL,
      account      text NOT NULL,
      kind         text NOT NULL,
      debits       bigint NOT NULL,
      credits      bigint NOT NULL,
      entries      integer NOT NULL,
      transactions integer NOT NULL,
      PRIMARY KEY (account, event_id, kind, currency)
    );
    COMMENT ON TABLE accounting_consignor_events IS 'The accounts of consignors by event, of all time. Amounts are minor units';
    COMMENT ON COLUMN accounting_consignor_events.event_id IS 'Empty: about no event';

    -- The job that adds to the sums waits. Posting doesn't until the triggers are made: entries and what is noted of them are of one instant.
    LOCK TABLE accounting_event_sums IN SHARE ROW EXCLUSIVE MODE;
    INSERT INTO accounting_consignor_events (${columns})
      SELECT x.currency, x.event_id, x.account, x.kind, ${sums} FROM accounting_entries x
      WHERE x.account LIKE 'consignor:%' AND NOT EXISTS (SELECT FROM accounting_unsummed u WHERE u.transaction_id = x.transaction_id)
      GROUP BY 1, 2, 3, 4;
    -- Those of one event are few of all.
    CREATE INDEX accounting_consignor_events_event ON accounting_consignor_events (event_id);

    CREATE FUNCTION accounting_consignor_events_add() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- Planned anew each time: it is a handful of transactions in a minute, and half a million when sums are made anew.
        EXECUTE $sql$
          INSERT INTO accounting_consignor_events AS s (${columns})
          SELECT x.currency, x.event_id, x.account, x.kind, ${sums} FROM removed JOIN accounting_entries x USING (transaction_id)
          WHERE x.account LIKE 'consignor:%' GROUP BY 1, 2, 3, 4
          ON CONFLICT (account, event_id, kind, currency) DO UPDATE SET debits = s.debits + excluded.debits, credits = s.credits + excluded.credits,
            entries = s.entries + excluded.entries, transactions = s.transactions + excluded.transactions
        $sql$;
        RETURN NULL;
      END $$;
    CREATE TRIGGER accounting_consignor_events_add AFTER DELETE ON accounting_unsummed
      REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION accounting_consignor_events_add();

    CREATE FUNCTION accounting_consignor_events_empty() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM accounting_consignor_sums) THEN DELETE FROM accounting_consignor_events; END IF;
        RETURN NULL;
      END $$;
    CREATE TRIGGER accounting_consignor_events_empty AFTER DELETE ON accounting_consignor_sums
      FOR EACH STATEMENT EXECUTE FUNCTION accounting_consignor_events_empty();

    CREATE VIEW accounting_by_consignor_event AS
      SELECT ${columns} FROM accounting_consignor_events
      UNION ALL
      SELECT x.currency, x.event_id, x.account, x.kind, x.debits, x.credits, 1, x.transactions
      FROM accounting_unsummed u JOIN accounting_entries x ON x.transaction_id = u.transaction_id WHERE x.account LIKE 'consignor:%';
    COMMENT ON VIEW accounting_by_consignor_event IS 'The accounts of consignors by event, at this instant; amounts are minor units';
  `);
}
