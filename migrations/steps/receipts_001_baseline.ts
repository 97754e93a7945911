import type { Knex } from 'knex';

/** Receipts and credit notes: numbered without gaps, with what they said when they were issued. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- The last number of each series. Its row is locked while numbers are given, so that none is left out.
    CREATE TABLE receipt_series (
      kind        text PRIMARY KEY CHECK (kind IN ('receipt', 'creditNote')),
      last_number integer NOT NULL DEFAULT 0,
      issued_until timestamptz NOT NULL DEFAULT '-infinity'
    );
    COMMENT ON COLUMN receipt_series.issued_until IS 'Every order that was paid before has its receipt';
    INSERT INTO receipt_series (kind) VALUES ('receipt'), ('creditNote');

    CREATE TABLE receipts (
      kind           text NOT NULL REFERENCES receipt_series (kind),
      number         integer NOT NULL CHECK (number > 0),
      reservation_id text COLLATE "C" NOT NULL,
      refund_id      text COLLATE "C" UNIQUE,
      amount         integer NOT NULL,
      currency       text NOT NULL,
      happened_at    timestamptz NOT NULL,
      issued_at      timestamptz NOT NULL DEFAULT now(),
      document       jsonb NOT NULL,
      PRIMARY KEY (kind, number),
      CHECK ((kind = 'creditNote') = (refund_id IS NOT NULL))
    );
    COMMENT ON TABLE receipts IS 'Append-only: a receipt for each paid order, a credit note for each refund of one';
    COMMENT ON COLUMN receipts.amount IS 'Minor units: paid, or refunded';
    COMMENT ON COLUMN receipts.happened_at IS 'When the order was paid or the refund asked';
    COMMENT ON COLUMN receipts.document IS 'What it says, as known when it was issued';
    CREATE UNIQUE INDEX receipts_of_order ON receipts (reservation_id) WHERE kind = 'receipt';
    CREATE INDEX receipts_reservation ON receipts (reservation_id);
    CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE ON receipts
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE VIEW receipts_issued AS
      SELECT kind, number, reservation_id, refund_id, amount, currency, happened_at, issued_at FROM receipts;
    CREATE VIEW receipts_numbered AS SELECT kind, last_number, issued_until FROM receipt_series;
    COMMENT ON VIEW receipts_numbered IS 'How far each series of numbers has come';
    COMMENT ON VIEW receipts_issued IS 'Receipts and credit notes without what they say. Amounts in minor units';
  `);
}
