/** The day and the month against those before, in minor units of USD. */
import type { Against } from '@holdfast/shared/today';
import { ask, type Trx } from '../platform/db/index.ts';
import { firstIdFrom } from '../platform/ids.ts';

/** The zone of the house's own days. */
const houseZone = 'America/New_York';
/** The longest that anybody holds before paying: so much older than its payment an order may be. */
const longestHoldMs = 24 * 60 * 60_000;

interface Row {
  is_now: boolean;
  orders: number;
  tickets: number;
  gross: number;
  house: number;
  refunds: number;
}

function pairsOf(rows: readonly Row[]): Against {
  const of = (isNow: boolean) => rows.find(({ is_now }) => is_now === isNow) as Row;
  const pair = (name: keyof Omit<Row, 'is_now'>) => ({ now: of(true)[name], before: of(false)[name] });
  return {
    orders: pair('orders'),
    tickets: pair('tickets'),
    gross: pair('gross'),
    house: pair('house'),
    refunds: pair('refunds'),
  };
}

/** Today so far, by the house's clock, against the same day last week until the same time. */
export async function dayAgainstLastWeek(trx: Trx): Promise<Against> {
  const [bounds] = await ask<{ today: Date; then: Date; then_now: Date; now: Date }>(
    trx,
    `SELECT day AT TIME ZONE '${houseZone}' AS today, (day - interval '7 days') AT TIME ZONE '${houseZone}' AS "then",
       (wall - interval '7 days') AT TIME ZONE '${houseZone}' AS then_now, now() AS now
     FROM (SELECT now() AT TIME ZONE '${houseZone}' AS wall, date_trunc('day', now() AT TIME ZONE '${houseZone}') AS day) house`,
  );
  const { today, then, then_now, now } = bounds as { today: Date; then: Date; then_now: Date; now: Date };
  const rows: Row[] = [];
  for (const [isNow, from, until] of [
    [true, today, now],
    [false, then, then_now],
  ] as const) {
    const [row] = await ask<Row>(
      trx,
      `SELECT $1::boolean AS is_now, count(*)::int AS orders, coalesce(sum(r.ticket_count), 0)::int AS tickets,
         coalesce(sum(r.total_amount), 0)::bigint AS gross,
         coalesce(sum((SELECT sum(i.quantity::bigint * (i.house_amount + i.fee_amount)) FROM reservation_items i WHERE i.reservation_id = r.id)), 0)::bigint AS house,
         (SELECT coalesce(sum(f.amount), 0)::bigint FROM refunds f WHERE f.id >= $6 AND f.created_at >= $2 AND f.created_at < $3
            AND f.currency = 'USD' AND f.state <> 'failed') AS refunds
       FROM reservations r WHERE r.id >= $4 AND r.id < $5 AND r.paid_at >= $2 AND r.paid_at < $3 AND r.currency = 'USD' AND r.state IN ('paid', 'refunded')`,
      [
        isNow,
        from,
        until,
        firstIdFrom('reservation', from.getTime() - longestHoldMs),
        firstIdFrom('reservation', until.getTime() + 1),
        firstIdFrom('refund', from.getTime()),
      ],
    );
    rows.push(row as Row);
  }
  return pairsOf(rows);
}

const utcDay = `(now() AT TIME ZONE 'UTC')::date`;

/** This month against the last to the same day, as statistics count: whole UTC days. */
export async function monthAgainstLast(trx: Trx): Promise<Against> {
  const rows = await ask<Row>(
    trx,
    `SELECT days.is_now, coalesce(sum(s.orders), 0)::int AS orders, coalesce(sum(s.tickets), 0)::int AS tickets,
       coalesce(sum(s.consignor_amount + s.house_amount + s.fee_amount), 0)::bigint AS gross,
       coalesce(sum(s.house_amount + s.fee_amount), 0)::bigint AS house, coalesce(sum(s.refunded_amount), 0)::bigint AS refunds
     FROM (VALUES (true, date_trunc('month', ${utcDay})::date, ${utcDay}),
         (false, (date_trunc('month', ${utcDay}) - interval '1 month')::date, (${utcDay} - interval '1 month')::date)) AS days (is_now, first, last)
       LEFT JOIN event_sales s ON s.payment_day BETWEEN days.first AND days.last AND s.currency = 'USD'
     GROUP BY days.is_now`,
  );
  return pairsOf(rows);
}

/** What the books owe all consignors, minor units of USD: credit stands below zero. */
export async function owedToConsignors(trx: Trx): Promise<number> {
  const [row] = await ask<{ amount: number }>(
    trx,
    `SELECT coalesce(-sum(amount), 0)::bigint AS amount FROM ledger_entries WHERE account LIKE 'consignor:%' AND currency = 'USD'`,
  );
  return row?.amount ?? 0;
}
