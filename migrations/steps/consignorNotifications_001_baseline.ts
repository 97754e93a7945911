import type { Knex } from 'knex';

/** What consignors are notified of. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE consignor_notifications (
      cause        text COLLATE "C" PRIMARY KEY,
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      listing_id   text COLLATE "C" NOT NULL REFERENCES listings,
      kind         text NOT NULL CHECK (kind IN ('rejected', 'returned', 'withdrawnSold')),
      facts        jsonb NOT NULL,
      at           timestamptz NOT NULL,
      due_at       timestamptz NOT NULL,
      email_cause   text
    );
    COMMENT ON COLUMN consignor_notifications.cause IS 'Identifies what happened, so that it is notified once';
    COMMENT ON COLUMN consignor_notifications.due_at IS 'When the email goes out that lists it with others of these minutes';
    COMMENT ON COLUMN consignor_notifications.email_cause IS 'The email that lists it; null: not sent yet';
    CREATE INDEX consignor_news_waiting ON consignor_notifications (consignor_id, due_at) WHERE email_cause IS NULL;
    CREATE INDEX consignor_news_due ON consignor_notifications (consignor_id, due_at);
  `);
}
