/**
 * Who isn't paid for now: finance holds them back, their bank data is missing or too new, their tax data is missing, or their account at
 * Stripe isn't ready.
 */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** SQL of a boolean: whether a consignor is paid to their account at Stripe. @param consignor SQL of the consignor's id */
export const isPaidByStripe = (consignor: string) =>
  `EXISTS (SELECT FROM connected_accounts_standing w WHERE w.consignor_id = ${consignor} AND w.paid_by = 'stripe')`;

/**
 * SQL of US cents: what a consignor was paid in this calendar year by the marketplace's clocks, with what payouts that aren't
 * paid yet are to give. Whoever was merged into the consignor counts too. It is found by their payouts, of which each has few: looking for
 * it in the ledger cost as much as all that was booked in the year, for each consignor.
 * @param consignor SQL of the consignor's id
 */
const paidThisYear = (consignor: string) => `(
    SELECT coalesce(sum(CASE WHEN payout_is_unpaid(u.state) THEN u.amount ELSE 0 END + (
      SELECT coalesce(sum(CASE WHEN a.begun_at >= y.begins THEN a.amount ELSE 0 END - CASE WHEN a.ended_at >= y.begins THEN a.amount ELSE 0 END), 0)
      FROM payout_attempts a WHERE a.payout_id = u.id)), 0)
    FROM (SELECT stats_day_start(date_trunc('year', stats_day(now())::timestamp)::date) AS begins) y
    CROSS JOIN (SELECT ${consignor} AS id UNION ALL SELECT m.id FROM consignors_named m WHERE m.merged_into = ${consignor}) w
    JOIN payouts u ON u.consignor_id = w.id AND u.currency = 'USD')`;

/**
 * SQL of an object as `taxHold` of the contract; NULL where tax data holds nothing back: it is complete, the settings don't ask
 * for it, or so little was paid in this year that it isn't asked yet.
 * @param consignor SQL of the consignor's id
 * @param adding SQL of minor units that would be paid besides
 */
export const taxHoldOf = (consignor: string, adding: string) => `(
    SELECT jsonb_build_object('reason', t.missing, 'limit', t.limit_amount) FROM taxpayers_standing t
    WHERE t.consignor_id = ${consignor} AND t.missing IS NOT NULL AND t.limit_amount IS NOT NULL
      AND t.limit_amount < ${adding} + ${paidThisYear(consignor)})`;

/**
 * SQL of a boolean. It stands in conditions of runs and of files, so that what is held when a run is made is held when it is sent.
 * @param consignor SQL of the consignor's id, by an alias that isn't one of those below: `s.consignor_id` would be everybody's
 * @param adding SQL of minor units that would be paid besides what payouts have already
 */
export const isHeldBack = (
  consignor: string,
  adding = '0',
) => `(EXISTS (SELECT FROM payout_holds h WHERE h.consignor_id = ${consignor})
    OR EXISTS (SELECT FROM connected_accounts_standing s WHERE s.consignor_id = ${consignor} AND s.hold IS NOT NULL)
    OR EXISTS (SELECT FROM bank_accounts_standing b WHERE b.consignor_id = ${consignor} AND b.hold IS NOT NULL
      AND NOT ${isPaidByStripe(consignor)})
    OR ${taxHoldOf(consignor, adding)} IS NOT NULL)`;

/** Which of these consignors finance holds back. */
export async function financeHolds(trx: Trx, consignorIds: readonly string[]): Promise<Set<string>> {
  const rows = await queryPrepared<{ consignor_id: string }>(
    trx,
    'SELECT consignor_id FROM payout_holds WHERE consignor_id = ANY($1::text[])',
    [consignorIds],
  );
  return new Set(rows.map(({ consignor_id }) => consignor_id));
}

/** Which of these consignors wait for their tax data, with the payouts that they have already. */
export async function taxHolds(trx: Trx, consignorIds: readonly string[]): Promise<Set<string>> {
  const rows = await queryPrepared<{ id: string }>(
    trx,
    `SELECT c.id FROM unnest($1::text[]) AS c (id) WHERE ${taxHoldOf('c.id', '0')} IS NOT NULL`,
    [consignorIds],
  );
  return new Set(rows.map(({ id }) => id));
}
