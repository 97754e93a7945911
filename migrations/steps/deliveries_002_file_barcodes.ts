import type { Knex } from 'knex';

/** Barcodes that were read from files of a delivery go with their file; a file for several tickets names none of them. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE delivery_barcodes ALTER COLUMN ticket_id DROP NOT NULL,
      ADD COLUMN file_id text COLLATE "C" REFERENCES delivery_files ON DELETE CASCADE;
    COMMENT ON COLUMN delivery_barcodes.file_id IS 'The file that it was read from; null: it was given as text';
    COMMENT ON COLUMN delivery_barcodes.ticket_id IS 'Null: it was read from a file that is for several tickets';
    CREATE INDEX delivery_barcodes_file ON delivery_barcodes (file_id) WHERE file_id IS NOT NULL;
  `);
}
