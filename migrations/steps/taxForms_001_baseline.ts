import type { Knex } from 'knex';

/** Forms 1099-K as they were made for consignors. A form is never changed: a correction is its next version. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE tax_filer (
      id          text COLLATE "C" PRIMARY KEY CHECK (id = 'filer'),
      name        text NOT NULL,
      street      text NOT NULL,
      city        text NOT NULL,
      region      text NOT NULL,
      postal_code text NOT NULL,
      phone       text NOT NULL,
      ein         text NOT NULL CHECK (ein ~ '^[0-9]{9}$'),
      version     integer NOT NULL,
      changed_at  timestamptz NOT NULL
    );
    COMMENT ON TABLE tax_filer IS 'Who files Forms 1099-K: the marketplace''s legal person. No row until somebody says so';

    CREATE TABLE tax_forms (
      id           text COLLATE "C" PRIMARY KEY,
      year         integer NOT NULL CHECK (year BETWEEN 2000 AND 2999),
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      version      integer NOT NULL CHECK (version >= 1),
      taxpayer_id  text COLLATE "C" REFERENCES taxpayers,
      facts        jsonb NOT NULL,
      gross_amount bigint NOT NULL CHECK (gross_amount >= 0),
      transactions integer NOT NULL CHECK (transactions >= 0),
      withheld_amount bigint NOT NULL CHECK (withheld_amount >= 0),
      made_at      timestamptz NOT NULL,
      made_by      text NOT NULL,
      document     bytea,
      UNIQUE (year, consignor_id, version)
    );
    COMMENT ON TABLE tax_forms IS 'Forms 1099-K by year and consignor; the newest version holds, and each after the first is a correction';
    COMMENT ON COLUMN tax_forms.taxpayer_id IS 'The tax data that it was made from; null: none was given';
    COMMENT ON COLUMN tax_forms.facts IS 'Filer, recipient (the last four digits of the number alone) and boxes, as they stand on it';
    COMMENT ON COLUMN tax_forms.gross_amount IS 'Box 1a, US cents';
    COMMENT ON COLUMN tax_forms.transactions IS 'Box 3';
    COMMENT ON COLUMN tax_forms.withheld_amount IS 'Box 4, US cents';
    COMMENT ON COLUMN tax_forms.document IS 'The recipient''s copy as PDF; drawn once by a job';
    CREATE INDEX tax_forms_consignor ON tax_forms (consignor_id, year, version);
  `);
}
