/** Invariant 12: a closed month stays as it was closed. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { accountOf } from '../accounting/index.ts';
import { queryPrepared } from '../platform/db/index.ts';
import type { Invariant } from './invariant.ts';

export const closingInvariants: Invariant[] = [
  {
    id: '12.closed-months',
    says: 'what each account held at the end of a closed month is what it held when the month was closed; closed months follow each other, and the books are closed until the end of the newest',
    check: (trx) =>
      queryPrepared(
        trx,
        `WITH closed AS (
           SELECT month, balances, stats_day_start((month + interval '1 month')::date) AS ends_at,
             lead(month) OVER (ORDER BY month) AS later FROM month_closings WHERE reopened_at IS NULL
         ), held AS (
           SELECT c.month, ${accountOf('p.account')} AS account, sum(p.amount)::bigint AS amount
           FROM closed c JOIN ledger_postings p ON p.at < c.ends_at
             AND p.currency = $1 GROUP BY 1, 2
         ), stored AS (
           SELECT c.month, b.key AS account, b.value::bigint AS amount FROM closed c CROSS JOIN jsonb_each_text(c.balances) b
         )
         SELECT to_char(coalesce(s.month, h.month), 'YYYY-MM') AS subject,
           format('%s held %s when it was closed, the ledger says %s', coalesce(s.account, h.account), coalesce(s.amount, 0), coalesce(h.amount, 0)) AS detail
         FROM stored s FULL JOIN held h ON h.month = s.month AND h.account = s.account WHERE coalesce(s.amount, 0) <> coalesce(h.amount, 0)
         UNION ALL SELECT to_char(month, 'YYYY-MM'), 'the month after it is open, a later one closed' FROM closed
           WHERE later <> month + interval '1 month'
         UNION ALL SELECT 'ledger', format('closed until %s, the newest closed month ends %s', l.closed_until, max(c.ends_at)) FROM ledger_closing l
           LEFT JOIN closed c ON true GROUP BY l.closed_until HAVING l.closed_until <> coalesce(max(c.ends_at), '-infinity')`,
        [marketplaceCurrency],
      ),
  },
];
