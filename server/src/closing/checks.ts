/** What is looked at before a month is closed. */
import { type ClosingCheck, type ClosingCheckId, closingCheckIds } from '@holdfast/shared/closing';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { daysOfMonth } from '@holdfast/shared/time';
import { countCasesBefore } from '../cases/index.ts';
import { isBalanceReadSince } from '../dailyBalance/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

type Counts = Record<Exclude<ClosingCheckId, 'earlier' | 'balanceRead' | 'cases'>, number> & {
  at_stripe: boolean;
};

/**
 * How many rows each check waits for.
 * @param earlierOpen how many months before it aren't closed
 */
export async function checkMonth(trx: Trx, month: string, earlierOpen: number): Promise<ClosingCheck[]> {
  const { first, next } = daysOfMonth(month);
  const [counts] = await queryPrepared<Counts>(
    trx,
    `SELECT CASE WHEN now() < stats_day_start($2::date) + interval '1 hour' THEN 1 ELSE 0 END AS over,
       (SELECT count(*) FROM (SELECT 1 FROM accounting_by_day p WHERE p.currency = $3 AND p.booked < $2::date
         HAVING coalesce(sum(p.debits + p.credits), 0) <> 0) uneven)::int AS even,
       EXISTS (SELECT FROM ledger_postings p WHERE p.account = 'stripe' AND p.at < stats_day_start($2::date)) AS at_stripe,
       (SELECT count(*) FROM daily_balance_open d WHERE d.day < $2::date)::int AS differences,
       (SELECT count(*) FROM payments_underway p WHERE p.created_at < stats_day_start($2::date))::int AS payments,
       (SELECT count(*) FROM payments_charges p WHERE p.refunding_amount > 0 AND p.created_at < stats_day_start($2::date))::int AS refunds,
       (SELECT count(*) FROM deliveries_made d JOIN catalog_calendar e ON e.id = d.event_id
         WHERE (delivery_is_tosend(d.state) OR delivery_is_problem(d.state)) AND e.status NOT IN ('cancelled', 'postponed')
           AND e.starts_at >= stats_day_start($1::date) AND e.starts_at < stats_day_start($2::date))::int AS deliveries,
       (SELECT count(*) FROM payouts_made p WHERE payout_is_unpaid(p.state) AND p.created_at < stats_day_start($2::date))::int AS payouts`,
    [first, next, marketplaceCurrency],
  );
  const { at_stripe: isAtStripe, ...counted } = counts as Counts;
  // Of nothing there is nothing to read.
  const isRead = !isAtStripe || (await isBalanceReadSince(trx, next));
  const open: Record<ClosingCheckId, number> = {
    ...counted,
    earlier: earlierOpen,
    balanceRead: isRead ? 0 : 1,
    cases: await countCasesBefore(trx, next),
  };
  return closingCheckIds.map((id) => ({ id, open: open[id] }));
}
