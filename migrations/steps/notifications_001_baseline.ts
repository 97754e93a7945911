import type { Knex } from 'knex';

/** Emails that are sent, or kept where no mail server is configured. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE mails (
      id             text COLLATE "C" PRIMARY KEY,
      cause          text NOT NULL UNIQUE,
      kind           text NOT NULL,
      to_address     text NOT NULL,
      subject        text NOT NULL,
      text_body      text NOT NULL,
      html_body      text NOT NULL,
      reservation_id text COLLATE "C",
      state          text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'kept', 'failed')),
      error          text,
      created_at     timestamptz NOT NULL DEFAULT now(),
      sent_at        timestamptz
    );
    COMMENT ON COLUMN mails.cause IS 'Identifies what the email is about, so that it is sent once';
    CREATE INDEX mails_created ON mails (created_at DESC);
    CREATE INDEX mails_reservation ON mails (reservation_id) WHERE reservation_id IS NOT NULL;
  `);
}
