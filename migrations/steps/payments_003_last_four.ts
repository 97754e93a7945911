import type { Knex } from 'knex';

/**
 * Support finds an order by the last four digits of its card. A column of its own: an index over the snapshot itself
 * would write a new index entry with every transition.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE payments ADD COLUMN card_last4 text GENERATED ALWAYS AS (snapshot -> 'context' -> 'card' ->> 'last4') STORED;
    CREATE INDEX payments_last_four ON payments (card_last4) WHERE card_last4 IS NOT NULL;
    CREATE OR REPLACE VIEW payments_charges AS
      SELECT id, reservation_id, amount, currency, stripe_id, created_at, split_part(state, '.', -1) AS state, version, snapshot,
        machine_version, (snapshot -> 'context' ->> 'refundedAmount')::integer AS refunded_amount,
        (snapshot -> 'context' ->> 'refundingAmount')::integer AS refunding_amount, card_last4
      FROM payments;
    COMMENT ON VIEW payments_charges IS 'Payments, as other rooms read them; the state without its group, amounts in minor units: given back, and on their way back; the last four digits of the card. Read the snapshot through the engine, which upgrades it';
  `);
}
