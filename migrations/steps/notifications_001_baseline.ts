import type { Knex } from 'knex';

/** The outbox of emails. Without a mail server emails stay in it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE emails (
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
    COMMENT ON COLUMN emails.cause IS 'Identifies what the email is about, so that it is sent once';
    CREATE INDEX emails_created ON emails (created_at DESC);
    CREATE INDEX emails_reservation ON emails (reservation_id) WHERE reservation_id IS NOT NULL;

    CREATE VIEW notifications_emails AS
      SELECT id, cause, kind, to_address, subject, reservation_id, state, error, created_at, sent_at FROM emails;
    COMMENT ON VIEW notifications_emails IS 'Emails without their text';
  `);
}
