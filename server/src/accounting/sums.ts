/** SQL that the trial balance and the general ledger share. */
import type { Source } from './sources.ts';

/** What was booked before a period and in it, minor units: debits are above zero, credits below. */
export interface Sums {
  opening: number;
  debits: number;
  credits: number;
}

/** SQL: the account of the chart that a ledger's account belongs to; those of all consignors are one, and those of all taxes. */
export const accountOf = (account: string) =>
  `CASE WHEN ${account} LIKE 'consignor:%' THEN 'consignors' WHEN ${account} LIKE 'tax:%' THEN 'taxes' ELSE ${account} END`;

/**
 * SQL: the sums of a source's rows.
 * @param before SQL of what was booked before the period; `beforeDay`
 */
export const sumsIn = ({ amount, debits, credits }: Source, before: string) => {
  const sumOf = (what: string, condition: string) =>
    `coalesce(sum(${what}) FILTER (WHERE ${condition}), 0)::bigint`;
  return `${sumOf(amount, before)} AS opening, ${sumOf(debits, `NOT (${before})`)} AS debits,
    ${sumOf(credits, `NOT (${before})`)} AS credits`;
};

/** SQL: to which place the tax of a ledger's account is owed, in words; null for other accounts. */
export const placeOfTax = (account: string) =>
  `(SELECT t.jurisdiction FROM taxes_set t WHERE t.account = ${account} ORDER BY t.created_at DESC LIMIT 1)`;
