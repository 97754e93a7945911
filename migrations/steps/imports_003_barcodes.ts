import type { Knex } from 'knex';

/** The barcodes that broker files gave with their listings, for the delivery of what was sold. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE VIEW imports_barcodes AS SELECT event_id, listing_id, seat, barcode FROM import_barcodes;
    COMMENT ON VIEW imports_barcodes IS 'Barcodes of listings as their file wrote them; seat is null for general admission';
  `);
}
