/** SQL that the trial balance and the general ledger share. */

/** What was booked before a period and in it, minor units: debits are above zero, credits below. */
export interface Sums {
  opening: number;
  debits: number;
  credits: number;
}

/** SQL: the account of the chart that a ledger's account belongs to; those of all consignors are one. */
export const accountOf = (account: string) =>
  `CASE WHEN ${account} LIKE 'consignor:%' THEN 'consignors' ELSE ${account} END`;

/**
 * SQL: the sums of postings `p`.
 * @param before SQL of what was booked before the period; `beforeDay`
 */
export const sumsIn = (before: string) => {
  const sumOf = (condition: string) => `coalesce(sum(p.amount) FILTER (WHERE ${condition}), 0)::bigint`;
  return `${sumOf(before)} AS opening, ${sumOf(`NOT (${before}) AND p.amount > 0`)} AS debits,
    ${sumOf(`NOT (${before}) AND p.amount < 0`)} AS credits`;
};
