import type { Knex } from 'knex';

/** Addresses of accounts that were closed a moment ago: a refusal that is written late leaves them out of the security log. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE erased_addresses (
      hash      bytea PRIMARY KEY,
      erased_at timestamptz NOT NULL
    );
    COMMENT ON TABLE erased_addresses IS 'Email addresses taken out of the security log; kept for an hour: by then every refusal of before is written';
    COMMENT ON COLUMN erased_addresses.hash IS 'SHA-256 of the address in lower case';
  `);
}
