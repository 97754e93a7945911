import type { Knex } from 'knex';

/** Taxes that are included in what fans pay, by the place of the venue. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE tax_rules (
      id           text COLLATE "C" PRIMARY KEY,
      country      text NOT NULL,
      region       text,
      city         text,
      name         text NOT NULL,
      rate_ppm     integer NOT NULL CHECK (rate_ppm BETWEEN 1 AND 500000),
      on_price     boolean NOT NULL,
      on_fee       boolean NOT NULL,
      starts_at    timestamptz NOT NULL,
      ended_at     timestamptz,
      created_by   text NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now(),
      jurisdiction text NOT NULL,
      account      text NOT NULL GENERATED ALWAYS AS (
        'tax:' || country || '/' || upper(coalesce(region, '')) || '/' || lower(coalesce(city, ''))) STORED,
      CHECK (on_price OR on_fee),
      CHECK (ended_at >= starts_at)
    );
    COMMENT ON TABLE tax_rules IS 'Taxes by place; they are ended, never changed';
    COMMENT ON COLUMN tax_rules.rate_ppm IS 'Parts per million of the price without taxes';
    COMMENT ON COLUMN tax_rules.account IS 'Of the ledger: one for each place';
    CREATE UNIQUE INDEX tax_rules_one_of_a_name ON tax_rules (account, lower(name)) WHERE ended_at IS NULL;

    CREATE VIEW taxes_set AS
      SELECT id, country, region, city, name, rate_ppm, on_price, on_fee, starts_at, ended_at, created_by, created_at, jurisdiction, account
      FROM tax_rules;
    COMMENT ON VIEW taxes_set IS 'Taxes to come, in force and ended';
  `);
}
