import type { Knex } from 'knex';

/** An attempt may be a transfer to the consignor's account at Stripe. */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE payout_attempts
      ADD COLUMN connected_account_id text COLLATE "C" REFERENCES connected_accounts,
      ADD COLUMN transfer_id text COLLATE "C",
      ADD COLUMN reversal_asked_at timestamptz,
      ADD COLUMN reversal_problem text,
      ADD CONSTRAINT payout_attempts_by_stripe CHECK ((way = 'stripe') = (connected_account_id IS NOT NULL));
    COMMENT ON COLUMN payout_attempts.connected_account_id IS 'The consignor''s account at Stripe; null: another way';
    COMMENT ON COLUMN payout_attempts.transfer_id IS 'Stripe''s id of the transfer; null: Stripe made none, or hasn''t answered';
    COMMENT ON COLUMN payout_attempts.reversal_asked_at IS 'When finance asked Stripe to take it back';
    COMMENT ON COLUMN payout_attempts.reversal_problem IS 'Why Stripe didn''t';
    -- What Stripe tells of a transfer names it; a transfer is of one attempt.
    CREATE UNIQUE INDEX payout_attempts_transfer ON payout_attempts (transfer_id) WHERE transfer_id IS NOT NULL;

    CREATE OR REPLACE VIEW payouts_attempts AS
      SELECT id, payout_id, number, way, reference, file_id, bank_account_id, amount, currency, state, reason, paid_on, begun_at, ended_at,
        connected_account_id, transfer_id, payout_id || '/' || begun_version AS begun_cause, payout_id || '/' || ended_version AS ended_cause
      FROM payout_attempts;
    COMMENT ON VIEW payouts_attempts IS 'Ways out of payouts, by hand, by bank file or by Stripe; amounts are minor units; causes are those of the books';
  `);
}
