import type { Knex } from 'knex';

/** Feeds as an administrator configures them: what the environment alone decided before. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE feed_settings (
      feed             text PRIMARY KEY CHECK (feed IN ('skybox', 'ticketmaster')),
      enabled          boolean NOT NULL,
      account          text,
      consignor_email  text,
      search           text,
      requests_per_day integer NOT NULL CHECK (requests_per_day > 0),
      sealed           bytea,
      key_id           text,
      version          integer NOT NULL DEFAULT 1,
      changed_at       timestamptz NOT NULL DEFAULT now(),
      CHECK ((sealed IS NULL) = (key_id IS NULL))
    );
    COMMENT ON TABLE feed_settings IS 'A feed without a row is as the environment says';
    COMMENT ON COLUMN feed_settings.sealed IS 'The keys as JSON, sealed under the marketplace''s secret; key_id names the key';
  `);
}
