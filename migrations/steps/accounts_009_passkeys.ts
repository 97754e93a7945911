import type { Knex } from 'knex';

/** Passkeys (WebAuthn): public keys of authenticators, the challenges that they sign, and how a session was opened. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE passkeys (
      id            text COLLATE "C" PRIMARY KEY,
      person_id     text COLLATE "C" NOT NULL REFERENCES people (id),
      credential_id text COLLATE "C" NOT NULL UNIQUE,
      public_key    bytea NOT NULL,
      counter       bigint NOT NULL DEFAULT 0,
      transports    text[] NOT NULL DEFAULT '{}',
      name          text NOT NULL,
      created_at    timestamptz NOT NULL DEFAULT now(),
      last_used_at  timestamptz
    );
    CREATE INDEX passkeys_person ON passkeys (person_id);
    COMMENT ON COLUMN passkeys.credential_id IS 'As the authenticator names the key, base64url';
    COMMENT ON COLUMN passkeys.public_key IS 'COSE';
    COMMENT ON COLUMN passkeys.counter IS 'Signatures that the authenticator counts; 0: it counts none';
    COMMENT ON COLUMN passkeys.name IS 'As its owner named it';

    CREATE TABLE passkey_challenges (
      challenge_hash bytea PRIMARY KEY,
      person_id      text COLLATE "C" REFERENCES people (id),
      expires_at     timestamptz NOT NULL
    );
    CREATE INDEX passkey_challenges_end ON passkey_challenges (expires_at);
    COMMENT ON TABLE passkey_challenges IS 'Each is signed once';
    COMMENT ON COLUMN passkey_challenges.challenge_hash IS 'SHA-256';
    COMMENT ON COLUMN passkey_challenges.person_id IS 'Who adds a passkey; null: somebody signs in';

    ALTER TABLE sessions ADD COLUMN by_passkey boolean NOT NULL DEFAULT false;
    ALTER TABLE sessions ADD COLUMN proven_at timestamptz NOT NULL DEFAULT now();
    COMMENT ON COLUMN sessions.by_passkey IS 'Opened by a passkey that verified its owner: two factors by itself';
    COMMENT ON COLUMN sessions.proven_at IS 'When the owner last gave password and second factor, or a passkey, in this browser';
  `);
}
