import type { Knex } from 'knex';

/** Forgotten passwords. A row is made for every address that is asked for, whether or not it has an account. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE password_resets (
      id         text COLLATE "C" PRIMARY KEY,
      email      text NOT NULL CHECK (email = lower(email)),
      token_hash bytea NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL,
      used_at    timestamptz
    );
    COMMENT ON COLUMN password_resets.email IS 'As asked for; a link of an address without an account is sent to nobody';
    COMMENT ON COLUMN password_resets.token_hash IS 'SHA-256 of the token in the link';
    CREATE UNIQUE INDEX password_resets_token ON password_resets (token_hash);
    -- To end the others when one is used.
    CREATE INDEX password_resets_email ON password_resets (email);
  `);
}
