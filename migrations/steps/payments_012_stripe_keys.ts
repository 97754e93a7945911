import type { Knex } from 'knex';

/** Stripe's keys as an administrator gives them: what the environment alone decided before. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE stripe_keys (
      id              text COLLATE "C" PRIMARY KEY DEFAULT 'stripe' CHECK (id = 'stripe'),
      publishable_key text,
      secret_hint     text,
      account         text,
      account_name    text,
      is_live         boolean,
      sealed          bytea,
      key_id          text,
      version         integer NOT NULL DEFAULT 1,
      changed_at      timestamptz NOT NULL DEFAULT now(),
      CHECK ((sealed IS NULL) = (key_id IS NULL)),
      CHECK ((sealed IS NULL) = (publishable_key IS NULL)),
      CHECK ((sealed IS NULL) = (is_live IS NULL))
    );
    COMMENT ON TABLE stripe_keys IS 'Without a row, or without sealed keys, payments go where the server''s environment says';
    COMMENT ON COLUMN stripe_keys.secret_hint IS 'The beginning and the last four characters of the secret key';
    COMMENT ON COLUMN stripe_keys.account IS 'Stripe''s id of the account, as it answered; null where the key may not read it';
    COMMENT ON COLUMN stripe_keys.sealed IS 'Secret key and webhook secret as JSON, sealed under the marketplace''s secret; key_id names the key';
  `);
}
