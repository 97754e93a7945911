import type { Knex } from 'knex';

/** Sales by event and day, written in the transaction that changes what they count. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE event_sales (
      event_id         text COLLATE "C" NOT NULL REFERENCES events,
      day              date NOT NULL,
      currency         text NOT NULL,
      orders           integer NOT NULL,
      tickets          integer NOT NULL,
      gross_amount     bigint NOT NULL,
      consignor_amount bigint NOT NULL,
      house_amount     bigint NOT NULL,
      fee_amount       bigint NOT NULL,
      refunded_orders  integer NOT NULL DEFAULT 0,
      refunded_amount  bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (event_id, day, currency)
    ) WITH (fillfactor = 50);
    COMMENT ON COLUMN event_sales.day IS 'The UTC day of payment';
  `);
}
