import type { Knex } from 'knex';

/** Codes of the set-up page, one per start of a web process, until there is an administrator. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE set_up_codes (
      code_hash  bytea PRIMARY KEY,
      expires_at timestamptz NOT NULL
    );
    COMMENT ON COLUMN set_up_codes.code_hash IS 'SHA-256 of the code that a web process printed';
  `);
}
