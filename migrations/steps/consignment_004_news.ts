import type { Knex } from 'knex';

/** What consignors are told of their listings, gathered so that one mail lists what happened within minutes. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE consignor_news (
      cause        text COLLATE "C" PRIMARY KEY,
      consignor_id text COLLATE "C" NOT NULL REFERENCES consignors,
      listing_id   text COLLATE "C" NOT NULL REFERENCES listings,
      kind         text NOT NULL CHECK (kind IN ('rejected', 'returned', 'withdrawnSold')),
      facts        jsonb NOT NULL,
      at           timestamptz NOT NULL,
      due_at       timestamptz NOT NULL,
      mail_cause   text
    );
    COMMENT ON COLUMN consignor_news.cause IS 'What happened, so that it is told once';
    COMMENT ON COLUMN consignor_news.due_at IS 'When the mail goes that lists it with its neighbours';
    COMMENT ON COLUMN consignor_news.mail_cause IS 'The mail that tells it; null: not told yet';
    CREATE INDEX consignor_news_waiting ON consignor_news (consignor_id, due_at) WHERE mail_cause IS NULL;
    CREATE INDEX consignor_news_due ON consignor_news (consignor_id, due_at);
  `);
}
