import type { Knex } from 'knex';

/** Columns that both summaries count; amounts in minor units. */
const counted = `
      reservations     integer NOT NULL DEFAULT 0,
      orders           integer NOT NULL DEFAULT 0,
      tickets          integer NOT NULL DEFAULT 0,
      proceeds_amount bigint  NOT NULL DEFAULT 0,
      commission_amount     bigint  NOT NULL DEFAULT 0,
      fee_amount       bigint  NOT NULL DEFAULT 0,
      wait_seconds     bigint  NOT NULL DEFAULT 0,
      refunded_orders  integer NOT NULL DEFAULT 0,
      refunded_tickets integer NOT NULL DEFAULT 0,
      refunded_amount  bigint  NOT NULL DEFAULT 0`;

const eventKeys = 'event_id, sale_day, payment_day, currency';
const names =
  'reservations, orders, tickets, proceeds_amount, commission_amount, fee_amount, wait_seconds, refunded_orders, refunded_tickets, refunded_amount';
/** Holds that aren't added up yet count only as reservations. */
const onlyReservations = 'h.reservations, 0, 0, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0, 0, 0::bigint';

/** Counters of sales, written in the transaction that changes what they count. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE TABLE event_sales (
      event_id    text COLLATE "C" NOT NULL REFERENCES events,
      sale_day    date NOT NULL,
      payment_day date NOT NULL,
      currency    text NOT NULL,
      slot        smallint NOT NULL,${counted},
      PRIMARY KEY (event_id, sale_day, payment_day, currency, slot)
    ) WITH (fillfactor = 70);
    COMMENT ON COLUMN event_sales.sale_day IS 'UTC day of the reservation; for what is refunded, the day of the refund';
    COMMENT ON COLUMN event_sales.payment_day IS 'UTC day of payment; for what is refunded, the day of the refund';
    COMMENT ON COLUMN event_sales.slot IS 'Spreads concurrent writers of one key over several rows, so that they don''t wait for each other';
    COMMENT ON COLUMN event_sales.wait_seconds IS 'Sum over tickets, seconds from the creation of their listing to payment';

    CREATE TABLE listing_sales (
      event_id     text COLLATE "C" NOT NULL,
      consignor_id text COLLATE "C" NOT NULL,
      ticket_type  text NOT NULL,
      section      text NOT NULL,
      currency     text NOT NULL,
      sale_day     date NOT NULL,
      payment_day  date NOT NULL,${counted},
      PRIMARY KEY (event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day)
    ) WITH (fillfactor = 70);
    COMMENT ON TABLE listing_sales IS 'An order of several listings counts as an order of each';
    COMMENT ON COLUMN listing_sales.section IS 'Empty for general admission';
    CREATE INDEX lot_sales_consignor ON listing_sales (consignor_id);

    -- A hold only appends here: updating a summary row took a quarter of the hold's time. A job adds these rows up.
    CREATE TABLE hold_counts (
      event_id     text COLLATE "C" NOT NULL,
      listing_id   text COLLATE "C",
      currency     text NOT NULL,
      day          date NOT NULL,
      reservations integer NOT NULL
    );
    COMMENT ON COLUMN hold_counts.listing_id IS 'null: counted by event, an order of several listings once';
    CREATE VIEW stats_event_counts AS
      SELECT ${eventKeys}, ${names} FROM event_sales
      UNION ALL
      SELECT event_id, day, day, currency, ${onlyReservations} FROM hold_counts h WHERE listing_id IS NULL;
    COMMENT ON VIEW stats_event_counts IS 'Counts by event, holds included that no job has added up yet';
  `);
}
