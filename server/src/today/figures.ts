/** The day and the month against those before, in minor units of USD. */

import { marketplaceZone } from '@holdfast/shared/time';
import type { PeriodComparison } from '@holdfast/shared/today';
import { refundedBetween } from '../ledger/index.ts';
import { query, type Trx } from '../platform/db/index.ts';
import { paidBetween } from '../reservations/index.ts';
import { type MonthRow as Row, thisMonthAndLast } from '../stats/index.ts';

function pairsOf(rows: readonly Row[]): PeriodComparison {
  const of = (isNow: boolean) => rows.find(({ is_now }) => is_now === isNow) as Row;
  const pair = (name: keyof Omit<Row, 'is_now'>) => ({ now: of(true)[name], before: of(false)[name] });
  return {
    orders: pair('orders'),
    tickets: pair('tickets'),
    gross: pair('gross'),
    commission: pair('commission'),
    fees: pair('fees'),
    refunds: pair('refunds'),
  };
}

/** Today so far, by the marketplace's clock, against the same day last week until the same time. */
export async function dayAgainstLastWeek(trx: Trx): Promise<PeriodComparison> {
  const [bounds] = await query<{ today: Date; then: Date; then_now: Date; now: Date }>(
    trx,
    `SELECT day AT TIME ZONE zone AS today, (day - interval '7 days') AT TIME ZONE zone AS "then",
       (wall - interval '7 days') AT TIME ZONE zone AS then_now, now() AS now
     FROM (SELECT now() AT TIME ZONE $1 AS wall, date_trunc('day', now() AT TIME ZONE $1) AS day, $1::text AS zone) clock`,
    [marketplaceZone],
  );
  const { today, then, then_now, now } = bounds as { today: Date; then: Date; then_now: Date; now: Date };
  const rows: Row[] = [];
  for (const [isNow, from, until] of [
    [true, today, now],
    [false, then, then_now],
  ] as const) {
    rows.push({
      is_now: isNow,
      ...(await paidBetween(trx, from, until)),
      refunds: await refundedBetween(trx, from, until),
    });
  }
  return pairsOf(rows);
}

/** This month against the last to the same day, as statistics count: whole days of the marketplace. */
export async function monthAgainstLast(trx: Trx): Promise<PeriodComparison> {
  return pairsOf(await thisMonthAndLast(trx));
}
