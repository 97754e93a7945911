import type { Knex } from 'knex';

/** Slack: where messages go, the messages, and what Slack refuses. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE slack_settings (
      id           text COLLATE "C" PRIMARY KEY DEFAULT 'slack' CHECK (id = 'slack'),
      destinations jsonb NOT NULL,
      kinds        text[] NOT NULL,
      token_hint   text,
      sealed       bytea NOT NULL,
      key_id       text NOT NULL,
      version      integer NOT NULL,
      changed_at   timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE slack_settings IS 'At most one row; without it nothing is sent to Slack';
    COMMENT ON COLUMN slack_settings.destinations IS 'By name: its way, its channel, and the end of its webhook address';
    COMMENT ON COLUMN slack_settings.kinds IS 'What notices and alarms tell of, where they have a destination';
    COMMENT ON COLUMN slack_settings.sealed IS 'The token and the webhook addresses as JSON, sealed under the marketplace''s secret; key_id names the key';

    CREATE TABLE slack_destinations (
      name          text PRIMARY KEY,
      next_at       timestamptz NOT NULL DEFAULT now(),
      failing_since timestamptz,
      problem       text,
      sent_at       timestamptz,
      CHECK ((failing_since IS NULL) = (problem IS NULL))
    );
    COMMENT ON TABLE slack_destinations IS 'How each destination fares';
    COMMENT ON COLUMN slack_destinations.next_at IS 'The first moment that is free for a message: Slack takes one a second';
    COMMENT ON COLUMN slack_destinations.failing_since IS 'Since when Slack takes nothing; null: it does';
    COMMENT ON COLUMN slack_destinations.problem IS 'What Slack said, and what to do';

    CREATE TABLE slack_messages (
      id          text COLLATE "C" PRIMARY KEY,
      cause       text COLLATE "C" NOT NULL UNIQUE,
      destination text NOT NULL,
      text        text NOT NULL,
      blocks      jsonb NOT NULL,
      state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
      tries       integer NOT NULL DEFAULT 0,
      error       text,
      created_at  timestamptz NOT NULL DEFAULT now(),
      sent_at     timestamptz
    );
    COMMENT ON TABLE slack_messages IS 'Messages to Slack; removed after the days for which notices are kept';
    COMMENT ON COLUMN slack_messages.cause IS 'What it tells of: told once';
    COMMENT ON COLUMN slack_messages.state IS 'failed: Slack took it in none of its tries; dropped: its destination was removed before';
    CREATE INDEX slack_messages_waiting ON slack_messages (destination) WHERE state = 'waiting';
    CREATE INDEX slack_messages_created ON slack_messages (created_at);

    CREATE VIEW slack_failing AS
      SELECT name, problem, failing_since FROM slack_destinations WHERE failing_since IS NOT NULL;
    COMMENT ON VIEW slack_failing IS 'Destinations of which Slack takes nothing';
  `);
}
