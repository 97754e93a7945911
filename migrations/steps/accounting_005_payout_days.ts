import type { Knex } from 'knex';

const figures = 'debits bigint NOT NULL, credits bigint NOT NULL, entries integer NOT NULL';
/** SQL: what the sums hold less and more of entries `x` of bookings whose day changed. */
const moved = (last: string) =>
  `m.sign * x.debits, m.sign * x.credits, m.sign, m.sign * x.${last} FROM accounting_moved m JOIN accounting_entries x ON x.transaction_id = m.transaction_id`;

/**
 * Sums of the books by the day of payout. A payout is paid, and may come back, long after its bookings were summed: a trigger notes the
 * bookings of each with the day under which the sums hold them, a job moves them, and until then the views move their entries
 * themselves. What wasn't paid out is all that was ever booked, less these sums.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE accounting_unplaced (
      transaction_id text COLLATE "C" PRIMARY KEY,
      paid_on        date
    );
    COMMENT ON TABLE accounting_unplaced IS 'Bookings whose payout was paid or came back since they were added to the sums by the day of payout';
    COMMENT ON COLUMN accounting_unplaced.paid_on IS 'The day under which the sums hold it; null: they don''t';

    CREATE TABLE accounting_payout_sums (
      currency text NOT NULL,
      paid_on  date NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      account  text NOT NULL,
      kind     text NOT NULL,
      ${figures},
      firsts   integer NOT NULL,
      PRIMARY KEY (paid_on, event_id, account, kind, currency)
    );
    COMMENT ON TABLE accounting_payout_sums IS 'What was paid out by the day of payout and event; accounts of all consignors are one. Amounts are minor units';
    COMMENT ON COLUMN accounting_payout_sums.event_id IS 'Empty: about no event';

    CREATE TABLE accounting_payout_consignor_sums (
      currency text NOT NULL,
      paid_on  date NOT NULL,
      account  text NOT NULL,
      kind     text NOT NULL,
      ${figures},
      transactions integer NOT NULL,
      PRIMARY KEY (account, paid_on, kind, currency)
    );
    COMMENT ON TABLE accounting_payout_consignor_sums IS 'The accounts of consignors by the day of payout. Amounts are minor units';

    CREATE VIEW accounting_moved AS
      SELECT u.transaction_id, d.paid_on, d.sign
      FROM accounting_unplaced u CROSS JOIN LATERAL (
        SELECT min(l.paid_on) AS paid_on FROM payouts_lines l WHERE l.transaction_id = u.transaction_id AND l.released_at IS NULL
      ) w CROSS JOIN LATERAL (VALUES (u.paid_on, -1), (w.paid_on, 1)) AS d (paid_on, sign)
      WHERE d.paid_on IS NOT NULL AND u.paid_on IS DISTINCT FROM w.paid_on;
    COMMENT ON VIEW accounting_moved IS 'Noted bookings, once for the day under which the sums hold them, and once for the day on which they are paid now';

    CREATE VIEW accounting_by_payout_day AS
      SELECT currency, paid_on, event_id, account, kind, debits, credits, entries, firsts FROM accounting_payout_sums
      UNION ALL
      SELECT x.currency, m.paid_on, x.event_id, CASE WHEN x.account LIKE 'consignor:%' THEN 'consignor:' ELSE x.account END, x.kind,
        ${moved('firsts')};
    COMMENT ON VIEW accounting_by_payout_day IS 'What was paid out by the day of payout and event, at this instant; amounts are minor units';

    CREATE VIEW accounting_consignors_by_payout_day AS
      SELECT currency, paid_on, account, kind, debits, credits, entries, transactions FROM accounting_payout_consignor_sums
      UNION ALL
      SELECT x.currency, m.paid_on, x.account, x.kind, ${moved('transactions')} WHERE x.account LIKE 'consignor:%';
    COMMENT ON VIEW accounting_consignors_by_payout_day IS 'The accounts of consignors by the day of payout, at this instant; amounts are minor units';

    -- From here on each change is noted, whichever version of the code makes it; what is paid already is noted below. Of an order of two
    -- consignors the first payout counts.
    LOCK TABLE payouts IN SHARE ROW EXCLUSIVE MODE;
    CREATE FUNCTION accounting_note_unplaced() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO accounting_unplaced AS u (transaction_id, paid_on)
          WITH changed AS MATERIALIZED (
            SELECT id, CASE WHEN b.state = 'paid' THEN (b.snapshot -> 'context' ->> 'paidOn')::date END AS paid_on
            FROM removed b JOIN added a USING (id) WHERE (a.state = 'paid') <> (b.state = 'paid')
          ), bookings AS MATERIALIZED (
            SELECT l.transaction_id, min(c.paid_on) AS paid_on FROM changed c JOIN payouts_lines l ON l.payout_id = c.id GROUP BY l.transaction_id
          )
          SELECT transaction_id, min(paid_on) FROM (
            SELECT transaction_id, paid_on FROM bookings
            UNION ALL
            SELECT l.transaction_id, l.paid_on FROM bookings JOIN payouts_lines l USING (transaction_id)
            WHERE l.released_at IS NULL AND l.payout_id NOT IN (SELECT id FROM changed)
          ) held GROUP BY transaction_id ORDER BY transaction_id
          -- Locked: whoever is moving it would miss this change.
          ON CONFLICT (transaction_id) DO UPDATE SET paid_on = u.paid_on;
        RETURN NULL;
      END $$;
    CREATE TRIGGER accounting_note_unplaced AFTER UPDATE ON payouts
      REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION accounting_note_unplaced();
    INSERT INTO accounting_unplaced (transaction_id) SELECT transaction_id FROM payouts_paid_bookings;
  `);
}
