import type { Knex } from 'knex';

/** Keys by which other programs call the API. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE api_keys (
      id           text COLLATE "C" PRIMARY KEY,
      name         text NOT NULL,
      token_hash   bytea NOT NULL UNIQUE,
      prefix       text NOT NULL,
      scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0),
      consignor_id text COLLATE "C" REFERENCES consignors,
      requests_per_minute integer NOT NULL CHECK (requests_per_minute > 0),
      created_at   timestamptz NOT NULL,
      created_by   text NOT NULL,
      expires_at   timestamptz,
      revoked_at   timestamptz,
      last_used_at timestamptz
    );
    COMMENT ON TABLE api_keys IS 'Keys by which other programs call the API';
    COMMENT ON COLUMN api_keys.token_hash IS 'SHA-256 of what opens the API: 160 bits of chance';
    COMMENT ON COLUMN api_keys.prefix IS 'How the key begins, to know it by';
    COMMENT ON COLUMN api_keys.consignor_id IS 'It reads and changes what is of this consignor alone; null: it is for staff';
    COMMENT ON COLUMN api_keys.expires_at IS 'From then on it opens nothing; null: until it is revoked';
    COMMENT ON COLUMN api_keys.last_used_at IS 'To within a minute';
    -- Which keys a consignor has.
    CREATE INDEX api_keys_consignor ON api_keys (consignor_id) WHERE consignor_id IS NOT NULL;

    CREATE VIEW api_keys_named AS SELECT id, name FROM api_keys;
    COMMENT ON VIEW api_keys_named IS 'Keys by which other programs call the API, as logs name them';
  `);
}
