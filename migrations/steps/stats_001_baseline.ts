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
const listingKeys = 'event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day';
const names =
  'reservations, orders, tickets, proceeds_amount, commission_amount, fee_amount, wait_seconds, refunded_orders, refunded_tickets, refunded_amount';
/** Holds that aren't added up yet count as reservations and nothing else. */
const onlyReservations = 'h.reservations, 0, 0, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0, 0, 0::bigint';

/** Counters of sales, written in the transaction that changes what they count; stock at an event's start; nightly comparisons. */
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
    CREATE VIEW event_counts AS
      SELECT ${eventKeys}, ${names} FROM event_sales
      UNION ALL
      SELECT event_id, day, day, currency, ${onlyReservations} FROM hold_counts h WHERE listing_id IS NULL;
    CREATE VIEW listing_counts AS
      SELECT ${listingKeys}, ${names} FROM listing_sales
      UNION ALL
      SELECT h.event_id, l.consignor_id, l.ticket_type, coalesce(l.section, ''), h.currency, h.day, h.day, ${onlyReservations}
      FROM hold_counts h JOIN listings l ON l.id = h.listing_id;

    CREATE TABLE event_freezes (
      event_id  text COLLATE "C" NOT NULL REFERENCES events,
      currency  text NOT NULL,
      starts_at timestamptz NOT NULL,
      frozen_at timestamptz NOT NULL,
      listed    integer NOT NULL,
      held      integer NOT NULL,${counted},
      PRIMARY KEY (event_id, currency)
    );
    COMMENT ON TABLE event_freezes IS 'Stock and sales when the event began';

    CREATE TABLE statistics_comparisons (
      id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at          timestamptz NOT NULL,
      took_ms     integer NOT NULL,
      differences integer NOT NULL,
      details     jsonb NOT NULL
    );
    COMMENT ON COLUMN statistics_comparisons.details IS 'The first hundred, by subject';
  `);
}
