/** Who isn't paid for now: finance holds them back, or their bank data is missing or too new. */

/**
 * SQL of a boolean. It stands in conditions of runs and of files, so that what is held when a run is made is held when it is sent.
 * @param consignor SQL of the consignor's id
 */
export const isHeldBack = (
  consignor: string,
) => `(EXISTS (SELECT FROM payout_holds h WHERE h.consignor_id = ${consignor})
    OR EXISTS (SELECT FROM bank_accounts_standing b WHERE b.consignor_id = ${consignor} AND b.hold IS NOT NULL))`;
