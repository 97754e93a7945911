import type { Knex } from 'knex';

/** SQL: what changed rows of `accounting_consignor_sums` add to the months. @param sign of what is added */
const parts = (table: string, sign: '' | '-') => `
  SELECT x.currency, b.basis, b.month, x.account, x.kind, ${sign}x.debits AS debits, ${sign}x.credits AS credits,
    ${sign}x.entries AS entries, ${sign}x.transactions AS transactions
  FROM ${table} x CROSS JOIN LATERAL (VALUES ('booked', date_trunc('month', x.booked)::date), ('reserved', date_trunc('month', x.reserved)::date),
    ('paid', date_trunc('month', x.paid)::date), ('ever', date '-infinity')) AS b (basis, month)`;

/** SQL: adds them up and to what is there. */
const adding = (from: string) => `
  INSERT INTO accounting_consignor_months AS m (currency, basis, month, account, kind, debits, credits, entries, transactions)
  SELECT currency, basis, month, account, kind, sum(debits), sum(credits), sum(entries), sum(transactions) FROM (${from}) parts
  GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (basis, month, account, kind, currency) DO UPDATE SET debits = m.debits + excluded.debits,
    credits = m.credits + excluded.credits, entries = m.entries + excluded.entries, transactions = m.transactions + excluded.transactions`;

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
 * Sums by consignor and month beside those by consignor and day, as those by event: a report by consignor over a year added up as many
 * rows as there are days on which each of 12,000 consignors sold. Triggers keep them, so that they are right whichever version of the
 * code adds to the sums by day.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE accounting_consignor_months (
      currency     text NOT NULL,
      basis        text NOT NULL CHECK (basis IN ('booked', 'reserved', 'paid', 'ever')),
      month        date NOT NULL,
      account      text NOT NULL,
      kind         text NOT NULL,
      debits       bigint NOT NULL,
      credits      bigint NOT NULL,
      entries      integer NOT NULL,
      transactions integer NOT NULL,
      PRIMARY KEY (basis, month, account, kind, currency)
    );
    COMMENT ON TABLE accounting_consignor_months IS 'The accounts of consignors by month, once for each way to put an order into a month. Amounts are minor units';
    COMMENT ON COLUMN accounting_consignor_months.basis IS 'Whose day: of booking, reservation or payment; ever: all months together';
    COMMENT ON COLUMN accounting_consignor_months.month IS 'Its first day; -infinity for all months together';

    LOCK TABLE accounting_consignor_sums IN SHARE ROW EXCLUSIVE MODE;
    ${adding(parts('accounting_consignor_sums', ''))};
    ${triggers
      .map(
        ([when, from, tables]) => `
    CREATE FUNCTION accounting_consignor_months_${when.toLowerCase()}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        ${adding(from)};
        ${when === 'DELETE' ? 'DELETE FROM accounting_consignor_months WHERE entries = 0;' : ''}
        RETURN NULL;
      END $$;
    CREATE TRIGGER accounting_consignor_months_${when.toLowerCase()} AFTER ${when} ON accounting_consignor_sums
      REFERENCING ${tables} FOR EACH STATEMENT EXECUTE FUNCTION accounting_consignor_months_${when.toLowerCase()}();`,
      )
      .join('')}
    -- Days of a period that aren't whole months; those of one consignor are in the primary key.
    CREATE INDEX accounting_consignor_sums_booked ON accounting_consignor_sums (booked);
    CREATE INDEX accounting_consignor_sums_reserved ON accounting_consignor_sums (reserved);
    CREATE INDEX accounting_consignor_sums_paid ON accounting_consignor_sums (paid);
  `);
}
