import type { Knex } from 'knex';

/** The marketplace's bot of Telegram. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE telegram_settings (
      id            text COLLATE "C" PRIMARY KEY DEFAULT 'telegram' CHECK (id = 'telegram'),
      bot_id        text NOT NULL,
      bot_name      text NOT NULL,
      token_hint    text NOT NULL,
      sealed        bytea NOT NULL,
      key_id        text NOT NULL,
      is_on         boolean NOT NULL,
      next_update   bigint NOT NULL DEFAULT 0,
      claimed_by    text,
      claimed_until timestamptz,
      failing_since timestamptz,
      problem       text,
      version       integer NOT NULL,
      changed_at    timestamptz NOT NULL DEFAULT now(),
      CHECK ((failing_since IS NULL) = (problem IS NULL))
    );
    COMMENT ON TABLE telegram_settings IS 'At most one row; without it there is no bot';
    COMMENT ON COLUMN telegram_settings.bot_name IS 'Its user name, without @';
    COMMENT ON COLUMN telegram_settings.sealed IS 'Its token, sealed under the marketplace''s secret; key_id names the key';
    COMMENT ON COLUMN telegram_settings.next_update IS 'The first update that wasn''t answered yet';
    COMMENT ON COLUMN telegram_settings.claimed_until IS 'Until then one worker alone asks for updates';
    COMMENT ON COLUMN telegram_settings.failing_since IS 'Since when Telegram refuses; null: it doesn''t';

    CREATE VIEW telegram_failing AS
      SELECT bot_name, problem, failing_since FROM telegram_settings WHERE is_on AND failing_since IS NOT NULL;
    COMMENT ON VIEW telegram_failing IS 'The bot, while Telegram refuses what it does';
  `);
}
