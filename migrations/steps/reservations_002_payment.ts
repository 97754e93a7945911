import type { Knex } from 'knex';

/** The payment that a hold waits for or an order was paid by, for rooms above. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    CREATE OR REPLACE VIEW reservations_orders AS
      SELECT id, code, fan_id, event_id, email, currency, total_amount, ticket_count, created_at, expires_at, paid_at, attention, state,
        version, snapshot -> 'context' ->> 'paymentId' AS payment_id
      FROM reservations;
    COMMENT ON VIEW reservations_orders IS 'Holds and orders, without the snapshot of their machine; what other rooms read';
  `);
}
