import type { Knex } from 'knex';

/** Backup withholding: tax that is kept from payouts for the IRS, given back, and paid to it. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE payout_withholding_notices (
      consignor_id text COLLATE "C" PRIMARY KEY REFERENCES consignors,
      reason       text NOT NULL,
      at           timestamptz NOT NULL,
      by           text NOT NULL
    );
    COMMENT ON TABLE payout_withholding_notices IS 'Consignors of whom the IRS said that backup withholding applies';

    CREATE TABLE payout_withholdings (
      id                      text COLLATE "C" PRIMARY KEY,
      consignor_id            text COLLATE "C" NOT NULL REFERENCES consignors,
      why                     text NOT NULL CHECK (why IN ('noNumber', 'notice')),
      gross_amount            bigint NOT NULL CHECK (gross_amount > 0),
      amount                  bigint NOT NULL CHECK (amount > 0 AND amount <= gross_amount),
      transaction_id          text COLLATE "C" NOT NULL UNIQUE REFERENCES ledger_transactions,
      at                      timestamptz NOT NULL,
      by                      text NOT NULL,
      returned_transaction_id text COLLATE "C" UNIQUE REFERENCES ledger_transactions,
      returned_at             timestamptz,
      returned_by             text,
      return_reason           text,
      CHECK ((returned_at IS NULL) = (returned_transaction_id IS NULL) AND (returned_at IS NULL) = (return_reason IS NULL))
    );
    COMMENT ON TABLE payout_withholdings IS 'Tax withheld from a consignor''s payout in one run, US cents; its entry of the books is a line of the payout';
    COMMENT ON COLUMN payout_withholdings.gross_amount IS 'What fans paid for the tickets of the orders that it is withheld from';
    COMMENT ON COLUMN payout_withholdings.returned_transaction_id IS 'The entry that gave it back to the consignor before it went to the IRS';
    CREATE INDEX payout_withholdings_consignor ON payout_withholdings (consignor_id, id);

    CREATE TABLE payout_withheld_orders (
      withholding_id text COLLATE "C" NOT NULL REFERENCES payout_withholdings,
      reservation_id text COLLATE "C" NOT NULL REFERENCES reservations,
      gross_amount   bigint NOT NULL CHECK (gross_amount > 0),
      amount         bigint NOT NULL CHECK (amount >= 0),
      PRIMARY KEY (withholding_id, reservation_id)
    );
    COMMENT ON TABLE payout_withheld_orders IS 'The orders that tax was withheld from, US cents';
    CREATE INDEX payout_withheld_orders_reservation ON payout_withheld_orders (reservation_id);

    CREATE TABLE payout_withholding_deposits (
      id             text COLLATE "C" PRIMARY KEY,
      amount         bigint NOT NULL CHECK (amount > 0),
      paid_on        date NOT NULL,
      reference      text NOT NULL,
      transaction_id text COLLATE "C" NOT NULL UNIQUE REFERENCES ledger_transactions,
      at             timestamptz NOT NULL,
      by             text NOT NULL
    );
    COMMENT ON TABLE payout_withholding_deposits IS 'Withheld tax that was paid to the IRS, US cents';
  `);
}
