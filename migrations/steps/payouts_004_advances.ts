import type { Knex } from 'knex';

/** Advances: a part of a sale that is paid once its tickets are delivered. None is until an administrator says so. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE payout_advance_settings (
      id         text COLLATE "C" PRIMARY KEY CHECK (id = 'advances'),
      is_on      boolean NOT NULL,
      version    integer NOT NULL,
      changed_at timestamptz NOT NULL
    );
    COMMENT ON TABLE payout_advance_settings IS 'Whether advances are paid; one row';
    INSERT INTO payout_advance_settings (id, is_on, version, changed_at) VALUES ('advances', false, 1, now());

    CREATE TABLE payout_advances (
      id                 text COLLATE "C" PRIMARY KEY,
      consignor_id       text COLLATE "C" NOT NULL REFERENCES consignors,
      reservation_id     text COLLATE "C" NOT NULL REFERENCES reservations,
      amount             bigint NOT NULL CHECK (amount > 0),
      proceeds_amount    bigint NOT NULL,
      rule_from          date NOT NULL,
      tier               text NOT NULL,
      advance_bps        integer NOT NULL CHECK (advance_bps BETWEEN 1 AND 9999),
      limit_amount       bigint NOT NULL,
      outstanding_amount bigint NOT NULL CHECK (outstanding_amount >= 0),
      figures            jsonb NOT NULL,
      transaction_id     text COLLATE "C" NOT NULL UNIQUE REFERENCES ledger_transactions,
      at                 timestamptz NOT NULL,
      by                 text NOT NULL,
      UNIQUE (reservation_id, consignor_id),
      CHECK (amount < proceeds_amount),
      CHECK (amount + outstanding_amount <= limit_amount)
    );
    COMMENT ON TABLE payout_advances IS 'What is paid of a sale before its event, once for each order and consignor, with what the rule was computed from';
    COMMENT ON COLUMN payout_advances.amount IS 'Minor units. Its transaction has two entries of the consignor''s account: the first is paid by the next payout, the second is left off what is paid of the order later';
    COMMENT ON COLUMN payout_advances.proceeds_amount IS 'Minor units: what was owed for the order when it was given';
    COMMENT ON COLUMN payout_advances.rule_from IS 'The first day of the rule that gave it';
    COMMENT ON COLUMN payout_advances.limit_amount IS 'Minor units: what the tier allowed at one time';
    COMMENT ON COLUMN payout_advances.outstanding_amount IS 'Minor units: what was advanced and not made good before it';
    -- A consignor's advances, newest first.
    CREATE INDEX payout_advances_consignor ON payout_advances (consignor_id, id);
  `);
}
