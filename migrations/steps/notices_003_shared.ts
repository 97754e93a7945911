import type { Knex } from 'knex';

/** Channels that many read, such as one of Slack: what they are told of, and what is gathered for their next message. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE notice_shared_channels (
      channel text PRIMARY KEY,
      kinds   text[] NOT NULL
    );
    COMMENT ON TABLE notice_shared_channels IS 'Channels that many read, and the kinds of notices that each is told of';

    CREATE TABLE notice_shared_lines (
      id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      channel    text NOT NULL,
      group_key  text COLLATE "C" NOT NULL,
      kind       text NOT NULL,
      subject_id text COLLATE "C",
      facts      jsonb NOT NULL,
      count      integer NOT NULL CHECK (count > 0),
      at         timestamptz NOT NULL,
      due_at     timestamptz NOT NULL
    );
    COMMENT ON TABLE notice_shared_lines IS 'What the next messages to these channels say; gone once they are written';
    COMMENT ON COLUMN notice_shared_lines.group_key IS 'Lines of one key are one message, such as those of a consignor and an event';
    COMMENT ON COLUMN notice_shared_lines.count IS 'How many things it tells of';
    CREATE INDEX notice_shared_lines_due ON notice_shared_lines (channel, group_key, due_at);
  `);
}
