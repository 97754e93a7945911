import type { Knex } from 'knex';

/** Notices: what happened that somebody should know, with what each chose to be told and how. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE notices (
      id            text COLLATE "C" PRIMARY KEY,
      recipient_id  text COLLATE "C" NOT NULL,
      kind          text NOT NULL,
      cause         text COLLATE "C" NOT NULL,
      subject_id    text COLLATE "C",
      facts         jsonb NOT NULL,
      count         integer NOT NULL CHECK (count > 0),
      at            timestamptz NOT NULL,
      gather_key    text COLLATE "C",
      gathers_until timestamptz,
      in_inbox      boolean NOT NULL,
      read_at       timestamptz,
      removed_at    timestamptz,
      UNIQUE (recipient_id, cause),
      CHECK ((gather_key IS NULL) = (gathers_until IS NULL))
    );
    COMMENT ON TABLE notices IS 'What happened that somebody should know; older ones are removed after the days of the settings';
    COMMENT ON COLUMN notices.recipient_id IS 'A person of the staff, or a consignor: one inbox for whoever signs in for them';
    COMMENT ON COLUMN notices.cause IS 'What it tells of; told once to each. log/<actor>/<version>: a transition';
    COMMENT ON COLUMN notices.count IS 'How many causes it tells of; the first one is kept';
    COMMENT ON COLUMN notices.gathers_until IS 'Until then further causes of the same key are counted here while it is unread';
    COMMENT ON COLUMN notices.in_inbox IS 'False: it only goes by other channels';
    COMMENT ON COLUMN notices.removed_at IS 'Its reader deleted it';
    -- An inbox, newest first.
    CREATE INDEX notices_inbox ON notices (recipient_id, at, id) WHERE in_inbox AND removed_at IS NULL;
    -- How many are unread.
    CREATE INDEX notices_unread ON notices (recipient_id) WHERE in_inbox AND removed_at IS NULL AND read_at IS NULL;
    -- What is kept no longer.
    CREATE INDEX notices_age ON notices (at);

    CREATE TABLE notice_sendings (
      notice_id    text COLLATE "C" NOT NULL REFERENCES notices ON DELETE CASCADE,
      channel      text NOT NULL,
      recipient_id text COLLATE "C" NOT NULL,
      due_at       timestamptz NOT NULL,
      sent_at      timestamptz,
      PRIMARY KEY (notice_id, channel)
    );
    COMMENT ON TABLE notice_sendings IS 'Notices on their way by a channel other than the inbox';
    CREATE INDEX notice_sendings_due ON notice_sendings (recipient_id, channel, due_at) WHERE sent_at IS NULL;

    CREATE TABLE notice_choices (
      owner_id text COLLATE "C" NOT NULL,
      kind     text NOT NULL,
      channel  text NOT NULL,
      is_on    boolean NOT NULL,
      PRIMARY KEY (owner_id, kind, channel)
    );
    COMMENT ON TABLE notice_choices IS 'What somebody chose to be told by which channel; what isn''t here is as the kind has it';
    COMMENT ON COLUMN notice_choices.owner_id IS 'As notices.recipient_id';

    CREATE TABLE notice_quiet_hours (
      owner_id     text COLLATE "C" PRIMARY KEY,
      from_minute  integer NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
      until_minute integer NOT NULL CHECK (until_minute BETWEEN 0 AND 1439),
      time_zone    text NOT NULL,
      CHECK (from_minute <> until_minute)
    );
    COMMENT ON TABLE notice_quiet_hours IS 'When emails of notices wait';
    COMMENT ON COLUMN notice_quiet_hours.from_minute IS 'Minutes after midnight by the clocks of the zone; over midnight where it is after until_minute';
  `);
}
