import type { Knex } from 'knex';

/** Row 1 and row 01 are one row: no seat of it is on sale twice. */
export async function up(db: Knex): Promise<void> {
  // Where both spellings are on sale already, people must decide which listing stays. Until then the index only finds them.
  await db.raw(`
    DO $$
    BEGIN
      CREATE UNIQUE INDEX tickets_place_unique ON tickets (event_id, place_key(section), place_key("row"), seat)
        WHERE state NOT IN ('refunded', 'withdrawn') AND seat IS NOT NULL;
    EXCEPTION WHEN unique_violation THEN
      CREATE INDEX tickets_place ON tickets (event_id, place_key(section), place_key("row"), seat)
        WHERE state NOT IN ('refunded', 'withdrawn') AND seat IS NOT NULL;
    END $$;
  `);
}
