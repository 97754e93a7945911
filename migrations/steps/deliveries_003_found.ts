import type { Knex } from 'knex';

/** Support finds an order by a barcode that was delivered. */
export async function up(db: Knex): Promise<void> {
  await db.raw('CREATE INDEX delivery_barcodes_code ON delivery_barcodes (code)');
}
