import { marketplaceCurrency } from '@holdfast/shared/money';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { marketDay } from '../stats/index.ts';

/** The balances of one consignor's statement. Amounts are minor units of the marketplace's currency. */
export interface StatementSums {
  id: string;
  name: string;
  email: string;
  opening: number;
  closing: number;
  /** How many entries the month has. */
  entries: number;
}

/**
 * Of every consignor with entries in a month, in the order of their ids; who was merged counts to whom they were merged into.
 * @param month such as `2026-11`
 */
export const statementSums = (trx: Trx, month: string): Promise<StatementSums[]> =>
  queryPrepared<StatementSums>(
    trx,
    `WITH entries AS (
       SELECT coalesce(m.merged_into, m.id) AS id, ${marketDay('p.at')} AS day, -p.amount AS amount
       FROM consignors_named m JOIN ledger_postings p ON p.account = 'consignor:' || m.id
       WHERE NOT m.is_marketplace AND p.currency = $1 AND p.kind NOT IN ('consignorMerge', 'advance')
     )
     SELECT c.id, c.name, c.email, s.opening, s.closing, s.entries FROM (
       SELECT id, coalesce(sum(amount) FILTER (WHERE day < $2::date), 0)::bigint AS opening,
         coalesce(sum(amount) FILTER (WHERE day < $2::date + interval '1 month'), 0)::bigint AS closing,
         count(*) FILTER (WHERE day >= $2::date AND day < $2::date + interval '1 month')::int AS entries
       FROM entries GROUP BY id
     ) s JOIN consignors_named c ON c.id = s.id WHERE s.entries > 0 ORDER BY c.id`,
    [marketplaceCurrency, `${month}-01`],
  );
