import type { Knex } from 'knex';

/** Payouts that the bank or Stripe refused, or that came back, and those that Stripe won't take back: a case is opened for each. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    -- Few: what was tried and isn't paid; what Stripe was asked to take back, and didn't. The look over causes reads both every two seconds.
    CREATE INDEX payouts_tried ON payouts (id)
      WHERE state IN ('approved', 'returned', 'failed') AND snapshot #>> '{context,attempts}' <> '0';
    CREATE INDEX payout_attempts_kept ON payout_attempts (payout_id) WHERE state = 'paid' AND reversal_problem IS NOT NULL;

    CREATE VIEW payouts_refused AS
      SELECT o.id, o.run_id, o.consignor_id, a.id AS attempt_id, a.way, a.state AS how, a.reason, a.ended_at AS at
      FROM payouts o CROSS JOIN LATERAL (SELECT * FROM payout_attempts t WHERE t.payout_id = o.id ORDER BY t.number DESC LIMIT 1) a
      WHERE o.state IN ('approved', 'returned', 'failed') AND o.snapshot #>> '{context,attempts}' <> '0' AND a.state IN ('failed', 'returned')
      UNION ALL
      SELECT o.id, o.run_id, o.consignor_id, a.id, a.way, 'kept', a.reversal_problem, a.reversal_asked_at
      FROM payout_attempts a JOIN payouts o ON o.id = a.payout_id WHERE a.state = 'paid' AND a.reversal_problem IS NOT NULL;
    COMMENT ON VIEW payouts_refused IS 'Payouts whose last attempt failed or came back, until they are sent again or left to a later run; and (kept) those that Stripe was asked to take back, and didn''t';
  `);
}
