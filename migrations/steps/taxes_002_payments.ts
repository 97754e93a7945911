import type { Knex } from 'knex';

/** Sales taxes that were paid to the authority of their place. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE tax_payments (
      id             text COLLATE "C" PRIMARY KEY,
      account        text NOT NULL CHECK (account LIKE 'tax:%'),
      amount         bigint NOT NULL CHECK (amount > 0),
      currency       text NOT NULL,
      paid_on        date NOT NULL,
      reference      text NOT NULL,
      transaction_id text COLLATE "C" NOT NULL UNIQUE REFERENCES ledger_transactions,
      at             timestamptz NOT NULL,
      by             text NOT NULL
    );
    COMMENT ON TABLE tax_payments IS 'Taxes within what fans paid, paid to the authority of a place';
    COMMENT ON COLUMN tax_payments.account IS 'Of the ledger: the place''s';
    COMMENT ON COLUMN tax_payments.amount IS 'Minor units';
    CREATE INDEX tax_payments_account ON tax_payments (account, id);
  `);
}
