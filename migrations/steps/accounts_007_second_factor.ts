import type { Knex } from 'knex';

/** A second factor at sign-in: codes of an app (TOTP, RFC 6238), and recovery codes for when the app is lost. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE second_factors (
      person_id    text COLLATE "C" PRIMARY KEY REFERENCES people (id),
      key_id       text NOT NULL,
      sealed       bytea NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now(),
      confirmed_at timestamptz,
      last_step    bigint NOT NULL DEFAULT 0
    );
    COMMENT ON COLUMN second_factors.key_id IS 'Names the key under which the secret is sealed';
    COMMENT ON COLUMN second_factors.sealed IS 'The secret that the app shares, AES-256-GCM';
    COMMENT ON COLUMN second_factors.confirmed_at IS 'When its first code was right; null: it isn''t asked for yet';
    COMMENT ON COLUMN second_factors.last_step IS 'The last 30 seconds since 1970 of which a code was taken: none is taken twice';

    CREATE TABLE recovery_codes (
      person_id  text COLLATE "C" NOT NULL REFERENCES people (id),
      code_hash  bytea NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      used_at    timestamptz,
      PRIMARY KEY (person_id, code_hash)
    );
    COMMENT ON COLUMN recovery_codes.code_hash IS 'SHA-256 of a code with 80 bits of chance';

    CREATE TABLE staff_rules (
      singleton              boolean PRIMARY KEY DEFAULT true CHECK (singleton),
      requires_second_factor boolean NOT NULL DEFAULT false
    );
    COMMENT ON TABLE staff_rules IS 'One row: what holds for everybody of the staff';
    INSERT INTO staff_rules DEFAULT VALUES;
  `);
}
