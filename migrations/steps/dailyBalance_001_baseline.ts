import type { Knex } from 'knex';

/** Stripe's balance, day by day, and where it differs from the books. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE balance_transactions (
      id         text COLLATE "C" PRIMARY KEY,
      type       text NOT NULL,
      amount     bigint NOT NULL,
      fee        bigint NOT NULL,
      currency   text NOT NULL,
      source     text,
      payment_id text COLLATE "C",
      at         timestamptz NOT NULL
    );
    COMMENT ON TABLE balance_transactions IS 'Every movement of the balance at Stripe, as Stripe names it';
    COMMENT ON COLUMN balance_transactions.amount IS 'Minor units, before the fee; below zero, money leaves';
    CREATE INDEX balance_transactions_at ON balance_transactions (at);
    CREATE INDEX balance_transactions_payment ON balance_transactions (payment_id) WHERE payment_id IS NOT NULL;

    CREATE TABLE balance_readings (
      currency text PRIMARY KEY,
      amount   bigint NOT NULL,
      read_at  timestamptz NOT NULL
    );
    COMMENT ON TABLE balance_readings IS 'What stands at Stripe by its own word: available and on its way, minor units';

    CREATE TABLE balance_differences (
      id             text COLLATE "C" PRIMARY KEY,
      kind           text NOT NULL,
      subject        text NOT NULL,
      day            date NOT NULL,
      currency       text NOT NULL,
      amount         bigint NOT NULL,
      text           text NOT NULL,
      reservation_id text COLLATE "C",
      found_at       timestamptz NOT NULL DEFAULT now(),
      gone_at        timestamptz,
      settled_at     timestamptz,
      settled_by     text,
      settled_reason text
    );
    COMMENT ON TABLE balance_differences IS 'Where Stripe and the books differ. A line is never removed: it is gone by itself, or settled by a person';
    COMMENT ON COLUMN balance_differences.amount IS 'Minor units: Stripe less the books';
    CREATE UNIQUE INDEX balance_differences_open ON balance_differences (kind, subject) WHERE gone_at IS NULL;
    CREATE INDEX balance_differences_day ON balance_differences (day);

    CREATE VIEW daily_balance_open AS
      SELECT id, reservation_id, day, currency, amount, text, found_at FROM balance_differences
      WHERE gone_at IS NULL AND settled_at IS NULL;
    COMMENT ON VIEW daily_balance_open IS 'Where Stripe and the books differ, and nobody has said why';
  `);
}
