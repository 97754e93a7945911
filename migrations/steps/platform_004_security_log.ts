import type { Knex } from 'knex';

/** What was refused for safety: signs of guessing and forging, gathered so that a flood stays small. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE security_events (
      minute  timestamptz NOT NULL,
      what    text COLLATE "C" NOT NULL,
      address text COLLATE "C" NOT NULL,
      by      text COLLATE "C" NOT NULL,
      times   integer NOT NULL CHECK (times > 0),
      last_at timestamptz NOT NULL,
      request text NOT NULL,
      account text,
      PRIMARY KEY (minute, what, address, by)
    );
    COMMENT ON TABLE security_events IS 'Refusals for safety: one row per minute, kind, network address and person';
    COMMENT ON COLUMN security_events.minute IS 'Its beginning';
    COMMENT ON COLUMN security_events.what IS 'The code of the refusal: sign_in_failed, forbidden, …';
    COMMENT ON COLUMN security_events.by IS 'The person or guest; nobody where there was none';
    COMMENT ON COLUMN security_events.request IS 'Method and path of the last one, without its query';
    COMMENT ON COLUMN security_events.account IS 'The email address that the last one tried to sign in with';
    CREATE INDEX security_events_last ON security_events (last_at, what, address, by);

    CREATE VIEW platform_security_events AS
      SELECT minute, what, address, by, times, last_at, request, account FROM security_events;
    COMMENT ON VIEW platform_security_events IS 'Refusals for safety, gathered per minute, kind, network address and person';
  `);
}
