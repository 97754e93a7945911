import type { Knex } from 'knex';

/**
 * What refunds of named tickets took from the lines of their orders. A refund that isn't here is divided by the lines'
 * proportions, as the previous code does.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE refund_lines (
      cause          text COLLATE "C" NOT NULL,
      reservation_id text COLLATE "C" NOT NULL,
      listing_id     text COLLATE "C" NOT NULL,
      amount         bigint NOT NULL,
      at             timestamptz NOT NULL,
      PRIMARY KEY (cause, listing_id)
    );
    COMMENT ON TABLE refund_lines IS 'What refunds of named tickets took from each line of an order, and all refunds of that order since';
    COMMENT ON COLUMN refund_lines.cause IS 'Of the ledger''s transaction';
    COMMENT ON COLUMN refund_lines.amount IS 'Minor units; below zero where the bank returned it, or where it was moved to the named tickets'' line';
    CREATE INDEX refund_lines_reservation ON refund_lines (reservation_id);
  `);
}
