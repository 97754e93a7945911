import type { Knex } from 'knex';

/** People who sign in, their sessions, and consignors. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE consignors (
      id         text COLLATE "C" PRIMARY KEY,
      name       text NOT NULL CHECK (name <> ''),
      email      text NOT NULL,
      plan       text NOT NULL,
      is_house   boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE UNIQUE INDEX consignors_email ON consignors (lower(email));
    CREATE UNIQUE INDEX consignors_one_house ON consignors (is_house) WHERE is_house;

    CREATE TABLE people (
      id            text COLLATE "C" PRIMARY KEY,
      name          text NOT NULL,
      email         text NOT NULL,
      password_hash text NOT NULL,
      roles         text[] NOT NULL,
      consignor_id  text COLLATE "C" REFERENCES consignors,
      created_at    timestamptz NOT NULL DEFAULT now()
    );
    CREATE UNIQUE INDEX people_email ON people (lower(email));

    CREATE TABLE sessions (
      token_hash bytea PRIMARY KEY,
      person_id  text COLLATE "C" NOT NULL REFERENCES people,
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz NOT NULL
    );
    COMMENT ON COLUMN sessions.token_hash IS 'SHA-256 of the opaque token in the cookie';
  `);
}
