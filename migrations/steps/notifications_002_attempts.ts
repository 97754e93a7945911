import type { Knex } from 'knex';

/** Attempts at sending an email, and what became of one that failed. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE emails
      ADD COLUMN attempts   integer NOT NULL DEFAULT 0,
      ADD COLUMN unanswered integer NOT NULL DEFAULT 0,
      ADD COLUMN next_at    timestamptz,
      ADD COLUMN settled_at timestamptz,
      ADD COLUMN again_id   text COLLATE "C" REFERENCES emails (id);
    COMMENT ON COLUMN emails.attempts IS 'Attempts at handing it to the mail server';
    COMMENT ON COLUMN emails.unanswered IS 'Of those, how many handed it over and got no answer: it may have arrived so often';
    COMMENT ON COLUMN emails.next_at IS 'When the next attempt is due; null: none is';
    COMMENT ON COLUMN emails.settled_at IS 'When a person dealt with one that failed; null: it waits for one';
    COMMENT ON COLUMN emails.again_id IS 'The email that a person sent in its place';
    CREATE INDEX emails_failed ON emails (created_at) WHERE state = 'failed' AND settled_at IS NULL;

    CREATE OR REPLACE VIEW notifications_emails AS
      SELECT id, cause, kind, to_address, subject, reservation_id, state, error, created_at, sent_at, settled_at FROM emails;
  `);
}
