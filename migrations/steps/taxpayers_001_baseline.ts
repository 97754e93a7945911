import type { Knex } from 'knex';

/** Who consignors are to the IRS: numbers are sealed, only their last four digits stand in the open. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE taxpayers (
      id             text COLLATE "C" PRIMARY KEY,
      consignor_id   text COLLATE "C" NOT NULL REFERENCES consignors,
      kind           text NOT NULL CHECK (kind IN ('w9', 'foreign', 'w8')),
      name           text NOT NULL,
      business_name  text,
      classification text,
      exempt_code    text,
      street         text,
      city           text,
      region         text,
      postal_code    text,
      country        text NOT NULL,
      tin_kind       text CHECK (tin_kind IN ('ssn', 'ein', 'itin')),
      last_four      text CHECK (length(last_four) = 4),
      sealed         bytea,
      key_id         text,
      is_subject     boolean NOT NULL,
      signature      text,
      signed_on      date,
      valid_until    date,
      given_at       timestamptz NOT NULL,
      given_by       text NOT NULL,
      given_as       text NOT NULL CHECK (given_as IN ('consignor', 'finance')),
      ended_at       timestamptz,
      CHECK ((kind = 'w9') = (sealed IS NOT NULL)),
      CHECK ((sealed IS NULL) = (key_id IS NULL) AND (sealed IS NULL) = (last_four IS NULL) AND (sealed IS NULL) = (tin_kind IS NULL)),
      CHECK ((kind = 'w8') = (valid_until IS NOT NULL))
    );
    COMMENT ON TABLE taxpayers IS 'Tax data of consignors (Form W-9 or W-8), also what was in use before';
    COMMENT ON COLUMN taxpayers.sealed IS 'The taxpayer identification number, sealed under the marketplace''s secret; key_id names the key';
    COMMENT ON COLUMN taxpayers.is_subject IS 'The payee says that the IRS told of backup withholding';
    COMMENT ON COLUMN taxpayers.valid_until IS 'Of a Form W-8: its last day, by the marketplace''s clocks';
    COMMENT ON COLUMN taxpayers.ended_at IS 'When other tax data took its place; null: it is in use';
    -- A consignor has one that is in use.
    CREATE UNIQUE INDEX taxpayers_current ON taxpayers (consignor_id) WHERE ended_at IS NULL;
    -- The history of one, newest first.
    CREATE INDEX taxpayers_consignor ON taxpayers (consignor_id, id);

    CREATE TABLE tax_data_settings (
      id           text COLLATE "C" PRIMARY KEY CHECK (id = 'taxData'),
      is_asked     boolean NOT NULL,
      limit_amount bigint NOT NULL CHECK (limit_amount >= 0),
      version      integer NOT NULL,
      changed_at   timestamptz NOT NULL
    );
    COMMENT ON TABLE tax_data_settings IS 'When payouts wait for missing tax data; one row';
    COMMENT ON COLUMN tax_data_settings.limit_amount IS 'Cents of US dollars that a consignor may be paid in a calendar year without it';
    INSERT INTO tax_data_settings (id, is_asked, limit_amount, version, changed_at) VALUES ('taxData', false, 60000, 1, now());

    CREATE VIEW taxpayers_standing AS
      SELECT c.id AS consignor_id, t.id AS taxpayer_id, t.kind, t.name, t.classification, t.exempt_code, t.region, t.country, t.tin_kind,
        t.last_four, coalesce(t.is_subject, false) AS is_subject, t.valid_until,
        CASE WHEN t.id IS NULL THEN 'taxMissing' WHEN t.kind = 'foreign' THEN 'w8Missing'
          WHEN t.valid_until < stats_day(now()) THEN 'w8Expired' END AS missing,
        CASE WHEN s.is_asked THEN s.limit_amount END AS limit_amount
      FROM consignors_named c CROSS JOIN tax_data_settings s LEFT JOIN taxpayers t ON t.consignor_id = c.id AND t.ended_at IS NULL;
    COMMENT ON VIEW taxpayers_standing IS 'Each consignor with the tax data in use, what is missing of it, and the cents that are paid in a year without it; null: payouts don''t wait';
  `);
}
