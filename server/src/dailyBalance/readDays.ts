/** The days of the balance as finance reads them. */
import type { BalanceDay, BalanceDayShown, balanceDayQuery } from '@holdfast/shared/dailyBalance';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { listPage, query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { marketDay } from '../stats/index.ts';

interface DayRow extends Omit<BalanceDay, 'id'> {}

/** SQL: every day on which the balance moved, or a difference was found; sums run from the first day on. */
const days = `(
  WITH moved AS (
    SELECT ${marketDay('at')} AS day, currency, sum(amount) FILTER (WHERE type NOT LIKE 'payout%') AS moved, sum(fee) AS fees,
      -sum(amount) FILTER (WHERE type LIKE 'payout%') AS paid_out, count(*)::int AS transactions
    FROM balance_transactions GROUP BY 1, 2
  ), differing AS (
    SELECT day, currency, count(*) FILTER (WHERE gone_at IS NULL AND settled_at IS NULL)::int AS differences FROM balance_differences GROUP BY 1, 2
  ), each AS (
    SELECT coalesce(m.day, d.day) AS day, coalesce(m.currency, d.currency) AS currency, coalesce(m.moved, 0)::bigint AS moved,
      coalesce(m.fees, 0)::bigint AS fees, coalesce(m.paid_out, 0)::bigint AS paid_out, coalesce(m.transactions, 0) AS transactions,
      coalesce(d.differences, 0) AS differences
    FROM moved m FULL JOIN differing d USING (day, currency)
  )
  SELECT day::text AS day, currency, moved, fees, paid_out AS "paidOut", transactions, differences,
    (sum(moved - fees - paid_out) OVER (PARTITION BY currency ORDER BY day))::bigint AS closing,
    (sum(moved - fees - paid_out) OVER (PARTITION BY currency ORDER BY day) - (moved - fees - paid_out))::bigint AS opening
  FROM each) days`;

const present = (row: DayRow): BalanceDay => ({
  id: `${row.day}-${row.currency}`,
  day: row.day,
  currency: row.currency,
  opening: row.opening,
  moved: row.moved,
  fees: row.fees,
  paidOut: row.paidOut,
  closing: row.closing,
  transactions: row.transactions,
  differences: row.differences,
});

export async function listDays(trx: Trx, asked: z.output<typeof balanceDayQuery>) {
  const { rows, total, next } = await listPage<DayRow>(
    trx,
    {
      columns: 'day, currency, opening, moved, fees, "paidOut", closing, transactions, differences',
      from: `FROM ${days}`,
      where: 'true',
      values: [],
      keys: [
        { by: 'day', type: 'text', order: asked.order },
        { by: 'currency', type: 'text', order: 'asc' },
      ],
    },
    asked,
  );
  return { data: rows.map(present), total, next };
}

/** Transactions that a page shows. */
const mostLines = 1_000;

/** @throws Problem `not_found` for a day on which nothing moved */
export async function showDay(trx: Trx, id: string): Promise<BalanceDayShown> {
  const [day, currency] = [id.slice(0, 10), id.slice(11)];
  const [row] = await query<DayRow & { newest: boolean }>(
    trx,
    `SELECT *, day = max(day) OVER (PARTITION BY currency) AS newest FROM ${days}`,
    [],
  ).then((rows) => rows.filter((each) => each.day === day && each.currency === currency));
  if (!row) throw notFound('day');
  const lines = await queryPrepared<{
    id: string;
    type: string;
    amount: number;
    fee: number;
    at: Date;
    reservation_id: string | null;
    code: string | null;
  }>(
    trx,
    `SELECT b.id, b.type, b.amount, b.fee, b.at, r.id AS reservation_id, r.code FROM balance_transactions b
     LEFT JOIN payments_charges p ON p.id = b.payment_id LEFT JOIN reservations_orders r ON r.id = p.reservation_id
     WHERE ${marketDay('b.at')} = $1::date AND b.currency = $2 ORDER BY b.at DESC, b.id LIMIT ${mostLines}`,
    [day, currency],
  );
  const [reading] = await queryPrepared<{ amount: number }>(
    trx,
    'SELECT amount FROM balance_readings WHERE currency = $1',
    [currency],
  );
  return {
    ...present(row),
    standsAtStripe: row.newest ? (reading?.amount ?? null) : null,
    lines: lines.map(({ id: txn, type, amount, fee, at, reservation_id, code }) => ({
      id: txn,
      type,
      amount,
      fee,
      at: at.toISOString(),
      order: reservation_id === null ? null : { id: reservation_id, code: code ?? '' },
    })),
    differenceLines: await differencesOf(trx, day, currency),
  };
}

async function differencesOf(
  trx: Trx,
  day: string,
  currency: string,
): Promise<BalanceDayShown['differenceLines']> {
  const rows = await queryPrepared<{
    id: string;
    kind: BalanceDayShown['differenceLines'][number]['kind'];
    subject: string;
    amount: number;
    text: string;
    reservation_id: string | null;
    code: string | null;
    found_at: Date;
    gone_at: Date | null;
    settled_at: Date | null;
    settled_by: string | null;
    settled_reason: string | null;
  }>(
    trx,
    `SELECT d.id, d.kind, d.subject, d.amount, d.text, d.reservation_id, r.code, d.found_at, d.gone_at, d.settled_at,
       coalesce(p.name, d.settled_by) AS settled_by, d.settled_reason
     FROM balance_differences d LEFT JOIN reservations_orders r ON r.id = d.reservation_id
     LEFT JOIN accounts_people_named p ON p.id = d.settled_by
     WHERE d.day = $1::date AND d.currency = $2 ORDER BY d.gone_at NULLS FIRST, d.found_at, d.id`,
    [day, currency],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    amount: row.amount,
    text: row.text,
    order: row.reservation_id === null ? null : { id: row.reservation_id, code: row.code ?? '' },
    foundAt: row.found_at.toISOString(),
    goneAt: row.gone_at?.toISOString() ?? null,
    settled:
      row.settled_at === null
        ? null
        : { at: row.settled_at.toISOString(), by: row.settled_by ?? '', reason: row.settled_reason ?? '' },
  }));
}

/** A person says what explains it; the line stays. @throws Problem `not_found`, `transition_refused` where it is over */
export async function settleDifference(
  trx: Trx,
  id: string,
  reason: string,
  principal: Principal,
): Promise<BalanceDayShown> {
  const [row] = await queryPrepared<{ day: string; currency: string; kind: string; over: boolean }>(
    trx,
    `SELECT day::text AS day, currency, kind, gone_at IS NOT NULL OR settled_at IS NOT NULL AS over FROM balance_differences WHERE id = $1
     FOR NO KEY UPDATE`,
    [id],
  );
  if (!row) throw notFound('difference');
  if (row.over)
    throw new Problem('transition_refused', 'It was explained, or is gone, already. Read the day again.', {
      accepts: [],
    });
  await queryPrepared(
    trx,
    'UPDATE balance_differences SET settled_at = now(), settled_by = $2, settled_reason = $3 WHERE id = $1',
    [id, principal.by, reason],
  );
  await audit(trx, principal, [
    {
      what: 'balance.settle',
      subject: id,
      reason,
      before: { kind: row.kind, open: true },
      after: { kind: row.kind, open: false },
    },
  ]);
  return showDay(trx, `${row.day}-${row.currency}`);
}

/** Whether what stands at Stripe was read since a day began, by the marketplace's clocks. */
export async function isBalanceReadSince(trx: Trx, day: string): Promise<boolean> {
  const [row] = await queryPrepared(
    trx,
    'SELECT 1 FROM balance_readings WHERE currency = $1 AND read_at >= stats_day_start($2::date)',
    [marketplaceCurrency, day],
  );
  return row !== undefined;
}
