import type { Knex } from 'knex';

/** How journals for accounting software are written: its numbers and names of our accounts, and what each program asks besides. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE journal_settings (
      id       boolean PRIMARY KEY DEFAULT true CHECK (id),
      accounts jsonb NOT NULL DEFAULT '{}',
      tax_rate text NOT NULL DEFAULT 'Tax Exempt',
      datev    jsonb NOT NULL DEFAULT '{}',
      version  integer NOT NULL DEFAULT 1
    );
    COMMENT ON COLUMN journal_settings.accounts IS 'By the names of the chart: number and name in the accounting software';
    COMMENT ON COLUMN journal_settings.tax_rate IS 'The tax rate that Xero gives each line, by its name there';
    COMMENT ON COLUMN journal_settings.datev IS 'Consultant, client, clearing account, digits of accounts, first month of the fiscal year';
    INSERT INTO journal_settings DEFAULT VALUES;
  `);
}
