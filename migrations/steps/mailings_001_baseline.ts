import type { Knex } from 'knex';

/** What staff write to many buyers or consignors, and whose turn it was. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE mailings (
      id         text COLLATE "C" PRIMARY KEY,
      subject    text NOT NULL,
      text       text NOT NULL,
      audience   jsonb NOT NULL,
      event_id   text COLLATE "C" REFERENCES events,
      by         text NOT NULL,
      created_at timestamptz NOT NULL,
      stopped_at timestamptz
    );
    COMMENT ON TABLE mailings IS 'What staff wrote to many buyers or consignors at once';
    COMMENT ON COLUMN mailings.text IS 'With placeholders, as emails'' texts have them';
    COMMENT ON COLUMN mailings.event_id IS 'Of the audience; null: consignors of all events';
    -- An event's mailings.
    CREATE INDEX mailings_of_event ON mailings (event_id, id) WHERE event_id IS NOT NULL;

    CREATE TABLE mailing_recipients (
      mailing_id   text COLLATE "C" NOT NULL REFERENCES mailings,
      recipient_id text COLLATE "C" NOT NULL,
      state        text NOT NULL CHECK (state IN ('waiting', 'written', 'leftOut', 'failed', 'stopped')),
      attempt      integer NOT NULL DEFAULT 1,
      error        text,
      PRIMARY KEY (mailing_id, recipient_id)
    );
    COMMENT ON TABLE mailing_recipients IS 'Who gets a mailing, each once; their addresses are read when their turn comes';
    COMMENT ON COLUMN mailing_recipients.recipient_id IS 'Of an order, or of a consignor';
    COMMENT ON COLUMN mailing_recipients.attempt IS 'Counts the emails that were written for them: another one is sent where one failed';
    COMMENT ON COLUMN mailing_recipients.error IS 'Why no email could be written';
    -- Whose turn is next.
    CREATE INDEX mailing_recipients_waiting ON mailing_recipients (mailing_id, recipient_id) WHERE state = 'waiting';
  `);
}
