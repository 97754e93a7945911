import type { Knex } from 'knex';

/**
 * A decision who bears a lost sale is taken back where the fan's bank decides for us after all, and another one may follow. What waits
 * for a decision is a view, so that a case is opened for it.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(`
    ALTER TABLE payout_losses ADD COLUMN reversed_at timestamptz, ADD COLUMN times integer NOT NULL DEFAULT 1 CHECK (times >= 1);
    COMMENT ON COLUMN payout_losses.reversed_at IS 'Set: the fan''s bank gave the money back, and so was the consignor''s';
    COMMENT ON COLUMN payout_losses.times IS 'How often it was decided';

    CREATE FUNCTION payout_root(consignor text) RETURNS text LANGUAGE sql STABLE AS $$
      WITH RECURSIVE up (id, merged_into) AS (
        SELECT id, merged_into FROM consignors_named WHERE id = consignor
        UNION ALL SELECT c.id, c.merged_into FROM up JOIN consignors_named c ON c.id = up.merged_into
      ) SELECT id FROM up WHERE merged_into IS NULL $$;

    CREATE VIEW payouts_losses_waiting AS
      SELECT x.consignor_id, x.reservation_id, x.currency, x.amount, x.at, x.lost_at FROM (
        SELECT payout_root(split_part(p.account, ':', 2)) COLLATE "C" AS consignor_id, p.reservation_id, p.currency,
          (-sum(p.amount))::bigint AS amount, min(p.at) AS at, max(l.at) AS lost_at
        FROM (SELECT reservation_id, max(created_at) AS at FROM payments_disputes WHERE state = 'lost' GROUP BY reservation_id) l
        JOIN ledger_postings p ON p.reservation_id = l.reservation_id AND p.account LIKE 'consignor:%'
          AND p.kind NOT IN ('payout', 'payoutReturned', 'consignorMerge', 'advance')
        GROUP BY 1, p.reservation_id, p.currency HAVING sum(p.amount) < 0
      ) x JOIN consignors_named c ON c.id = x.consignor_id AND NOT c.is_marketplace
      WHERE NOT EXISTS (SELECT FROM payout_losses s
        WHERE s.reservation_id = x.reservation_id AND s.reversed_at IS NULL AND payout_root(s.consignor_id) = x.consignor_id);
    COMMENT ON VIEW payouts_losses_waiting IS 'What consignors have of orders whose dispute was lost, paid or not, while nobody has decided who bears it; amounts are minor units';
  `);
}
