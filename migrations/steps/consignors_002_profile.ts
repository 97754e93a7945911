import type { Knex } from 'knex';

/** Consignors as records: how to reach them, what is agreed, and whether they still consign or were merged into another one. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE consignors
      ADD COLUMN legal_name text,
      ADD COLUMN other_emails text[] NOT NULL DEFAULT '{}',
      ADD COLUMN phone text,
      ADD COLUMN address text,
      ADD COLUMN city text,
      ADD COLUMN region text,
      ADD COLUMN postal_code text,
      ADD COLUMN country text CHECK (country ~ '^[A-Z]{2}$'),
      ADD COLUMN time_zone text,
      ADD COLUMN language text,
      ADD COLUMN notes text,
      ADD COLUMN tags text[] NOT NULL DEFAULT '{}',
      ADD COLUMN payout_days integer NOT NULL DEFAULT 7 CHECK (payout_days BETWEEN 0 AND 365),
      ADD COLUMN deactivated_at timestamptz,
      ADD COLUMN merged_into text COLLATE "C" REFERENCES consignors CHECK (merged_into <> id),
      ADD CONSTRAINT consignors_marketplace_stays CHECK (NOT is_marketplace OR deactivated_at IS NULL),
      ADD CONSTRAINT consignors_merged_is_over CHECK (merged_into IS NULL OR deactivated_at IS NOT NULL);
    COMMENT ON COLUMN consignors.other_emails IS 'Further addresses, in lower case';
    COMMENT ON COLUMN consignors.country IS 'ISO 3166-1 alpha-2';
    COMMENT ON COLUMN consignors.language IS 'ISO 639-1, of the person to talk to';
    COMMENT ON COLUMN consignors.payout_days IS 'Agreed days from the event to the payout';
    COMMENT ON COLUMN consignors.deactivated_at IS 'Set: nothing of theirs is on sale, nothing new is taken in, and nobody signs in for them';
    COMMENT ON COLUMN consignors.merged_into IS 'The consignor that has everything of this one since two were found to be one';
    -- The one that stayed may have the address of the one that was merged into it.
    DROP INDEX consignors_email;
    CREATE UNIQUE INDEX consignors_email ON consignors (lower(email)) WHERE merged_into IS NULL;
    -- Duplicates are looked for by name.
    CREATE INDEX consignors_name ON consignors (lower(name));

    CREATE OR REPLACE VIEW consignors_named AS
      SELECT id, name, email, plan, is_marketplace, created_at, deactivated_at, merged_into FROM consignors;
    CREATE VIEW consignors_profiles AS
      SELECT c.id, c.legal_name, c.other_emails, c.phone, c.address, c.city, c.region, c.postal_code, c.country, c.time_zone,
        c.language, c.notes, c.tags, c.payout_days, stayed.name AS merged_into_name
      FROM consignors c LEFT JOIN consignors stayed ON stayed.id = c.merged_into;
    COMMENT ON VIEW consignors_profiles IS 'How to reach consignors and what is agreed, beside consignors_named';
  `);
}
