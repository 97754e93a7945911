import type { Knex } from 'knex';

/** When people last signed in and whether they may; invitations by email. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE people
      ADD COLUMN last_sign_in_at timestamptz,
      ADD COLUMN deactivated_at  timestamptz;
    COMMENT ON COLUMN people.last_sign_in_at IS 'null: not since this is recorded';
    COMMENT ON COLUMN people.deactivated_at IS 'Since when they can''t sign in; null: they can';
    -- A consignor's sign-ins.
    CREATE INDEX people_consignor ON people (consignor_id) WHERE consignor_id IS NOT NULL;
    -- Somebody's sessions, to list and to end them.
    CREATE INDEX sessions_person ON sessions (person_id);

    CREATE TABLE invitations (
      id           text COLLATE "C" PRIMARY KEY,
      email        text NOT NULL CHECK (email = lower(email)),
      roles        text[] NOT NULL CHECK (cardinality(roles) > 0),
      consignor_id text COLLATE "C" REFERENCES consignors,
      invited_by   text COLLATE "C" REFERENCES people,
      token_hash   bytea NOT NULL,
      sent         integer NOT NULL DEFAULT 1,
      created_at   timestamptz NOT NULL DEFAULT now(),
      sent_at      timestamptz NOT NULL DEFAULT now(),
      expires_at   timestamptz NOT NULL,
      accepted_at  timestamptz,
      person_id    text COLLATE "C" REFERENCES people,
      withdrawn_at timestamptz,
      CHECK (accepted_at IS NULL OR withdrawn_at IS NULL),
      CHECK ((accepted_at IS NULL) = (person_id IS NULL))
    );
    COMMENT ON COLUMN invitations.consignor_id IS 'Set for the invitation of a consignor''s sign-in';
    COMMENT ON COLUMN invitations.token_hash IS 'SHA-256 of the token in the link that was sent last';
    COMMENT ON COLUMN invitations.sent IS 'How often a link was sent; each is another one';
    COMMENT ON COLUMN invitations.person_id IS 'Whose account accepted it';
    CREATE UNIQUE INDEX invitations_token ON invitations (token_hash);
    CREATE UNIQUE INDEX invitations_one_open ON invitations (email) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
    CREATE INDEX invitations_consignor ON invitations (consignor_id) WHERE consignor_id IS NOT NULL;

    CREATE OR REPLACE VIEW accounts_people_named AS
      SELECT id, name, email, roles, consignor_id, deactivated_at FROM people;
  `);
}
