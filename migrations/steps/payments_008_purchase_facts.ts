import type { Knex } from 'knex';

/** What a bank asks of a purchase when its cardholder disputes it. Payments that the previous code begins have none. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE terms_texts (
      hash          text PRIMARY KEY,
      text          text NOT NULL,
      first_used_at timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE terms_texts IS 'Every wording of terms and refund rules under which somebody paid';

    CREATE TABLE purchase_facts (
      payment_id text COLLATE "C" PRIMARY KEY REFERENCES payments,
      ip         text,
      user_agent text,
      device     text,
      terms_hash text NOT NULL REFERENCES terms_texts,
      at         timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON TABLE purchase_facts IS 'From where a payment was begun; removed after 540 days, when no bank asks any more';
    COMMENT ON COLUMN purchase_facts.device IS 'The browser''s cookie of a guest; null for who was signed in';
    CREATE INDEX purchase_facts_at ON purchase_facts (at);

    CREATE VIEW payments_purchase_facts AS
      SELECT f.payment_id, f.ip, f.user_agent, f.device, f.at, t.text AS terms FROM purchase_facts f LEFT JOIN terms_texts t ON t.hash = f.terms_hash;
    COMMENT ON VIEW payments_purchase_facts IS 'From where payments were begun, and the terms of that day';

    -- The deadline passed, or the fan says that they withdrew it: the bank holds the money until Stripe tells its verdict.
    CREATE OR REPLACE FUNCTION dispute_is_withheld(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN state IN ('open.needsResponse', 'open.underReview', 'open.expired', 'open.withdrawn', 'lost');
  `);
}
