import type { Knex } from 'knex';

/** SQL: what changed rows of `accounting_event_sums` add to the months. @param sign of what is added */
const parts = (table: string, sign: '' | '-') => `
  SELECT x.currency, b.basis, b.month, x.event_id, x.account, x.kind, ${sign}x.debits AS debits, ${sign}x.credits AS credits,
    ${sign}x.entries AS entries, ${sign}x.firsts AS firsts
  FROM ${table} x CROSS JOIN LATERAL (VALUES ('booked', date_trunc('month', x.booked)::date), ('reserved', date_trunc('month', x.reserved)::date),
    ('paid', date_trunc('month', x.paid)::date), ('ever', date '-infinity')) AS b (basis, month)`;

/** SQL: adds them up and to what is there. */
const adding = (from: string) => `
  INSERT INTO accounting_event_months AS m (currency, basis, month, event_id, account, kind, debits, credits, entries, firsts)
  SELECT currency, basis, month, event_id, account, kind, sum(debits), sum(credits), sum(entries), sum(firsts) FROM (${from}) parts
  GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (basis, month, event_id, account, kind, currency) DO UPDATE SET debits = m.debits + excluded.debits,
    credits = m.credits + excluded.credits, entries = m.entries + excluded.entries, firsts = m.firsts + excluded.firsts`;

const triggers = [
  ['INSERT', parts('added', ''), 'NEW TABLE AS added'],
  [
    'UPDATE',
    `${parts('added', '')} UNION ALL ${parts('removed', '-')}`,
    'OLD TABLE AS removed NEW TABLE AS added',
  ],
  ['DELETE', parts('removed', '-'), 'OLD TABLE AS removed'],
] as const;

/**
 * Sums by event and month beside those by event and day: an event sells on a hundred days, so that a report by event over a year added
 * up nearly as many rows as there are orders. Triggers keep them, so that they are right whichever version of the code adds to
 * the sums by day.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE accounting_event_months (
      currency text NOT NULL,
      basis    text NOT NULL CHECK (basis IN ('booked', 'reserved', 'paid', 'ever')),
      month    date NOT NULL,
      event_id text COLLATE "C" NOT NULL,
      account  text NOT NULL,
      kind     text NOT NULL,
      debits   bigint NOT NULL,
      credits  bigint NOT NULL,
      entries  integer NOT NULL,
      firsts   integer NOT NULL,
      PRIMARY KEY (basis, month, event_id, account, kind, currency)
    );
    COMMENT ON TABLE accounting_event_months IS 'The sums by event and day, added up by month, once for each way to put an order into a month. Amounts are minor units';
    COMMENT ON COLUMN accounting_event_months.basis IS 'Whose day: of booking, reservation or payment; ever: all months together';
    COMMENT ON COLUMN accounting_event_months.month IS 'Its first day; -infinity for all months together';
    COMMENT ON COLUMN accounting_event_months.event_id IS 'Empty: about no event';

    LOCK TABLE accounting_event_sums IN SHARE ROW EXCLUSIVE MODE;
    ${adding(parts('accounting_event_sums', ''))};
    ${triggers
      .map(
        ([when, from, tables]) => `
    CREATE FUNCTION accounting_event_months_${when.toLowerCase()}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        ${adding(from)};
        ${when === 'DELETE' ? 'DELETE FROM accounting_event_months WHERE entries = 0;' : ''}
        RETURN NULL;
      END $$;
    CREATE TRIGGER accounting_event_months_${when.toLowerCase()} AFTER ${when} ON accounting_event_sums
      REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION accounting_event_months_${when.toLowerCase()}();`,
      )
      .join('')}
    -- Days of a period that aren't whole months; those of booking are in the primary key.
    CREATE INDEX accounting_event_sums_reserved ON accounting_event_sums (reserved);
    CREATE INDEX accounting_event_sums_paid ON accounting_event_sums (paid);
  `);
}
