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

const listingKeys = 'event_id, consignor_id, ticket_type, section, currency, sale_day, payment_day';
const names =
  'reservations, orders, tickets, proceeds_amount, commission_amount, fee_amount, wait_seconds, refunded_orders, refunded_tickets, refunded_amount';
/** Holds that aren't added up yet count as reservations and nothing else. */
const onlyReservations = 'h.reservations, 0, 0, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0, 0, 0::bigint';

/** Stock and sales at an event's start, nightly comparisons, and counts by listing. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE VIEW statistics_listing_counts AS
      SELECT ${listingKeys}, ${names} FROM listing_sales
      UNION ALL
      SELECT h.event_id, l.consignor_id, l.ticket_type, coalesce(l.section, ''), h.currency, h.day, h.day, ${onlyReservations}
      FROM hold_counts h JOIN listings_offered l ON l.id = h.listing_id;
    COMMENT ON VIEW statistics_listing_counts IS 'Counts by consignor, ticket type and section, holds included that no job has added up yet';

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
