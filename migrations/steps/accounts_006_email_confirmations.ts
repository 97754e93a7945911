import type { Knex } from 'knex';

/**
 * Links that prove an email address: of a new account, which is made only then, and of an account's own or next address.
 * Accounts of before count as not proven; nothing is refused to them for it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE email_confirmations (
      id         text COLLATE "C" PRIMARY KEY,
      email      text NOT NULL CHECK (email = lower(email)),
      person_id  text COLLATE "C" REFERENCES people (id),
      token_hash bytea NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      ended_at   timestamptz
    );
    COMMENT ON COLUMN email_confirmations.email IS 'The address to prove; it may have an account';
    COMMENT ON COLUMN email_confirmations.person_id IS 'Whose address it is or becomes; null: of an account to make';
    COMMENT ON COLUMN email_confirmations.token_hash IS 'SHA-256 of the token in the link';
    COMMENT ON COLUMN email_confirmations.ended_at IS 'When it was used, replaced or taken back';
    CREATE UNIQUE INDEX email_confirmations_token ON email_confirmations (token_hash);
    -- A person's open one, and to end the others when one is used.
    CREATE INDEX email_confirmations_person ON email_confirmations (person_id) WHERE ended_at IS NULL;
    ALTER TABLE people ADD COLUMN email_verified_at timestamptz;
    COMMENT ON COLUMN people.email_verified_at IS 'When a link that was sent to the address was opened; null: not since this is recorded';
  `);
}
