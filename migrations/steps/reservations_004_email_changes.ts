import type { Knex } from 'knex';

/** How often the address of a paid order was changed by its fan. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE reservations ADD COLUMN email_changes integer NOT NULL DEFAULT 0;
    COMMENT ON COLUMN reservations.email_changes IS 'How often the fan changed the address after payment';
  `);
}
