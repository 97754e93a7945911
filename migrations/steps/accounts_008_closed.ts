import type { Knex } from 'knex';

/** Accounts that their owners closed: name and address are gone, the row stays for the books and the log. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE people ADD COLUMN closed_at timestamptz;
    COMMENT ON COLUMN people.closed_at IS 'When its owner closed the account; name, address and password are gone since then';
  `);
}
