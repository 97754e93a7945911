import type { Knex } from 'knex';

/**
 * Several things may need attention in one order at a time, and each ends by itself: one text a cause. `attention` stays what
 * lists and searches read. The previous code writes that column alone; what it wrote is kept under the cause that its words
 * tell.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE reservations ADD COLUMN attention_causes jsonb NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN reservations.attention_causes IS 'Why it waits in support’s queue, by cause; attention is all of them in one text';
    UPDATE reservations SET attention_causes = jsonb_build_object(
      CASE WHEN attention LIKE '%refund%' THEN 'refund' WHEN attention LIKE '%disputes%' THEN 'dispute'
        WHEN attention LIKE '%no outcome%' THEN 'review' ELSE 'other' END, attention)
    WHERE attention IS NOT NULL;

    CREATE OR REPLACE VIEW reservations_orders AS
      SELECT id, code, fan_id, event_id, email, currency, total_amount, ticket_count, created_at, expires_at, paid_at, attention, state,
        version, snapshot -> 'context' ->> 'paymentId' AS payment_id, attention_causes
      FROM reservations;
  `);
}
