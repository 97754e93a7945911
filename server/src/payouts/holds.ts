/** Who isn't paid for now: finance holds them back, their bank data is missing or too new, or their account at Stripe isn't ready. */
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** SQL of a boolean: whether a consignor is paid to their account at Stripe. @param consignor SQL of the consignor's id */
export const isPaidByStripe = (consignor: string) =>
  `EXISTS (SELECT FROM connected_accounts_standing w WHERE w.consignor_id = ${consignor} AND w.paid_by = 'stripe')`;

/**
 * SQL of a boolean. It stands in conditions of runs and of files, so that what is held when a run is made is held when it is sent.
 * @param consignor SQL of the consignor's id
 */
export const isHeldBack = (
  consignor: string,
) => `(EXISTS (SELECT FROM payout_holds h WHERE h.consignor_id = ${consignor})
    OR EXISTS (SELECT FROM connected_accounts_standing s WHERE s.consignor_id = ${consignor} AND s.hold IS NOT NULL)
    OR EXISTS (SELECT FROM bank_accounts_standing b WHERE b.consignor_id = ${consignor} AND b.hold IS NOT NULL
      AND NOT ${isPaidByStripe(consignor)}))`;

/** Which of these consignors finance holds back. */
export async function financeHolds(trx: Trx, consignorIds: readonly string[]): Promise<Set<string>> {
  const rows = await queryPrepared<{ consignor_id: string }>(
    trx,
    'SELECT consignor_id FROM payout_holds WHERE consignor_id = ANY($1::text[])',
    [consignorIds],
  );
  return new Set(rows.map(({ consignor_id }) => consignor_id));
}
