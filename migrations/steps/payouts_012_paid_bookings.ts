import type { Knex } from 'knex';

/** On which day a booking was paid out, for reports by the day of payout. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE VIEW payouts_paid_bookings AS
      SELECT l.transaction_id, min((o.snapshot -> 'context' ->> 'paidOn')::date) AS paid_on
      FROM payout_lines l JOIN payouts o ON o.id = l.payout_id
      WHERE l.released_at IS NULL AND o.state = 'paid' GROUP BY l.transaction_id;
    COMMENT ON VIEW payouts_paid_bookings IS 'Bookings of the ledger that a paid payout holds an entry of, and the business day on which it was paid; of several the first';
  `);
}
