import type { Knex } from 'knex';

/** People who sign in, and their sessions. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE people (
      id            text COLLATE "C" PRIMARY KEY,
      name          text NOT NULL,
      email         text NOT NULL,
      password_hash text NOT NULL,
      roles         text[] NOT NULL,
      consignor_id  text COLLATE "C" REFERENCES consignors,
      created_at    timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN people.consignor_id IS 'Set for a consignor''s own account';
    CREATE UNIQUE INDEX people_email ON people (lower(email));

    CREATE TABLE sessions (
      token_hash bytea PRIMARY KEY,
      person_id  text COLLATE "C" NOT NULL REFERENCES people,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    );
    COMMENT ON COLUMN sessions.token_hash IS 'SHA-256 of the opaque token in the cookie';

    CREATE VIEW accounts_people_named AS SELECT id, name, email, roles, consignor_id FROM people;
    COMMENT ON VIEW accounts_people_named IS 'People who sign in, without their passwords';
  `);
}
