import type { Knex } from 'knex';

/** What of payments waits for a person, for the look that opens cases: it is asked every few seconds. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- Few are open among all refunds and disputes.
    CREATE INDEX refunds_unfinished ON refunds (payment_id) WHERE state NOT IN ('done', 'givenUp', 'paidElsewhere');
    CREATE INDEX disputes_unanswered ON disputes (payment_id) WHERE state IN ('inquiry', 'open.needsResponse');
    -- Payments that Stripe owes an answer.
    CREATE INDEX payments_unfinished ON payments (created_at)
      WHERE state IN ('created', 'open.confirming', 'open.requiresAction', 'open.authorized', 'open.capturing', 'open.voiding');

    CREATE VIEW payments_underway AS
      SELECT id, reservation_id, split_part(state, '.', -1) AS state, created_at FROM payments
      WHERE state IN ('created', 'open.confirming', 'open.requiresAction', 'open.authorized', 'open.capturing', 'open.voiding');
    COMMENT ON VIEW payments_underway IS 'Payments without an outcome, of which few are at a time';
    CREATE VIEW payments_events_failed AS
      SELECT id, type, object_id, received_at, attempts, error FROM stripe_events WHERE outcome = 'failed';
    COMMENT ON VIEW payments_events_failed IS 'Stripe''s events that could not be processed';
  `);
}
