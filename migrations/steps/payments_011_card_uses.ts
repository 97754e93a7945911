import type { Knex } from 'knex';

/** Which cards began to pay at an event, against hoarding by many fans with one card. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE card_uses (
      payment_id text COLLATE "C" PRIMARY KEY,
      card_hash  text COLLATE "C" NOT NULL,
      event_id   text COLLATE "C" NOT NULL,
      fan_id     text COLLATE "C" NOT NULL,
      at         timestamptz NOT NULL DEFAULT now(),
      retry_at   timestamptz
    );
    COMMENT ON TABLE card_uses IS 'Payments of the last hour by card and event; removed once they count no more';
    COMMENT ON COLUMN card_uses.card_hash IS 'SHA-256 of Stripe''s fingerprint';
    COMMENT ON COLUMN card_uses.retry_at IS 'Null: allowed. Else it was refused: from when on the card is allowed again';
    -- Each payment counts those of its card at its event.
    CREATE INDEX card_uses_card ON card_uses (card_hash, event_id);
  `);
}
