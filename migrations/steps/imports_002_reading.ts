import type { Knex } from 'knex';

/** Imports: how a file is read, what a person chose for it, and what its report was made from. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE imports ADD COLUMN chosen jsonb NOT NULL DEFAULT '{}', ADD COLUMN reading jsonb,
      ADD COLUMN report_of text COLLATE "C" REFERENCES imports;
    COMMENT ON COLUMN imports.chosen IS 'What a person answered for this file: decimal mark, order of dates, sheet, columns';
    COMMENT ON COLUMN imports.reading IS 'How the file is read, and its sheets; null: not looked at yet';
    COMMENT ON COLUMN imports.report_of IS 'The import whose corrected report this file is';

    CREATE TABLE import_barcodes (
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      listing_id   text COLLATE "C" NOT NULL,
      event_id     text COLLATE "C" NOT NULL,
      seat         integer,
      barcode      text NOT NULL,
      import_id    text COLLATE "C" NOT NULL REFERENCES imports,
      PRIMARY KEY (event_id, barcode)
    );
    COMMENT ON TABLE import_barcodes IS 'Barcodes of tickets as their file wrote them; seat is null for general admission';
    CREATE INDEX import_barcodes_listing ON import_barcodes (listing_id);
  `);
}
