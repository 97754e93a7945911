/** Summaries of statistics for other rooms' pages. */
import { marketplaceCurrency } from '@holdfast/shared/money';
import { query, type Trx } from '../platform/db/index.ts';
import { marketDay } from './count.ts';

/** SQL: what a ticket of an event was sold for on average, minor units; null where none was. @param event SQL of its id */
export const averageSold = (event: string) =>
  `(SELECT (sum(s.proceeds_amount + s.commission_amount) / nullif(sum(s.tickets), 0))::int FROM event_sales s WHERE s.event_id = ${event})`;

export interface MonthRow {
  is_now: boolean;
  orders: number;
  tickets: number;
  gross: number;
  commission: number;
  fees: number;
  refunds: number;
}

const today = marketDay('now()');

/** This month and the last to the same day, in whole days of the marketplace; minor units of the marketplace's currency. */
export function thisMonthAndLast(trx: Trx): Promise<MonthRow[]> {
  return query<MonthRow>(
    trx,
    `SELECT days.is_now, coalesce(sum(s.orders), 0)::int AS orders, coalesce(sum(s.tickets), 0)::int AS tickets,
       coalesce(sum(s.proceeds_amount + s.commission_amount), 0)::bigint AS gross,
       coalesce(sum(s.commission_amount), 0)::bigint AS commission, coalesce(sum(s.fee_amount), 0)::bigint AS fees,
       coalesce(sum(s.refunded_amount), 0)::bigint AS refunds
     FROM (VALUES (true, date_trunc('month', ${today})::date, ${today}),
         (false, (date_trunc('month', ${today}) - interval '1 month')::date, (${today} - interval '1 month')::date)) AS days (is_now, first, last)
       LEFT JOIN event_sales s ON s.payment_day BETWEEN days.first AND days.last AND s.currency = $1
     GROUP BY days.is_now`,
    [marketplaceCurrency],
  );
}
