import type { Knex } from 'knex';

/** Telephone numbers that people give with their account, for support to call and to find them by. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE people ADD phone text, ADD phone_digits text GENERATED ALWAYS AS (regexp_replace(phone, '\\D', '', 'g')) STORED;
    COMMENT ON COLUMN people.phone IS 'As it was typed; null: none given';
    -- Support finds people by a part of it.
    CREATE INDEX people_phone_parts ON people USING gin (phone_digits gin_trgm_ops) WHERE phone_digits IS NOT NULL;

    CREATE VIEW accounts_phones AS SELECT id, phone, phone_digits FROM people WHERE phone IS NOT NULL;
    COMMENT ON VIEW accounts_phones IS 'Telephone numbers of people who gave one';
  `);
}
