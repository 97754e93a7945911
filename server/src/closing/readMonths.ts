/** The months of the books, closed and open ones. */
import type { AccountId } from '@holdfast/shared/accounting';
import type { ClosingCheck, ClosingMonth, MonthShown, monthQuery } from '@holdfast/shared/closing';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { z } from 'zod';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { marketToday } from '../stats/index.ts';
import { checkMonth } from './checks.ts';

interface Row {
  id: string;
  entries: number;
  closing_id: string | null;
  closed_at: Date | null;
  closed_by: string | null;
  reason: string | null;
  left_open: ClosingCheck[] | null;
}

/** SQL: `months`, from the first one with an entry until the current one, which is $1. */
const months = `booked AS (
    SELECT to_char(p.booked, 'YYYY-MM') AS id, sum(p.entries)::int AS entries FROM accounting_by_day p WHERE p.currency = $2 GROUP BY 1
  ), months AS (
    SELECT to_char(m, 'YYYY-MM') AS id, coalesce(b.entries, 0) AS entries, c.id AS closing_id, c.closed_at,
      coalesce(w.name, c.closed_by) AS closed_by, c.reason, c.left_open
    FROM generate_series(least((SELECT min(id) FROM booked) || '-01', $1 || '-01')::date, ($1 || '-01')::date, interval '1 month') m
    LEFT JOIN booked b ON b.id = to_char(m, 'YYYY-MM') LEFT JOIN month_closings c ON c.month = m::date AND c.reopened_at IS NULL
    LEFT JOIN accounts_people_named w ON w.id = c.closed_by
  )`;

async function allMonths(trx: Trx): Promise<Row[]> {
  const current = (await marketToday(trx)).slice(0, 7);
  return queryPrepared<Row>(trx, `WITH ${months} SELECT * FROM months ORDER BY id DESC`, [
    current,
    marketplaceCurrency,
  ]);
}

const present = ({ id, entries, closed_at, closed_by, reason, left_open }: Row): ClosingMonth => ({
  id,
  entries,
  closed:
    closed_at === null
      ? null
      : { at: closed_at.toISOString(), by: closed_by ?? '', reason, leftOpen: left_open ?? [] },
});

/** Every month from the first entry of the books until now. */
export async function listMonths(trx: Trx, { page, perPage, order }: z.output<typeof monthQuery>) {
  const rows = await allMonths(trx);
  if (order === 'asc') rows.reverse();
  return { data: rows.slice((page - 1) * perPage, page * perPage).map(present), total: rows.length };
}

/** One month with its checks, and how it was closed before. @throws Problem `not_found` */
export async function showMonth(trx: Trx, id: string): Promise<MonthShown> {
  const rows = await allMonths(trx);
  const row = rows.find((each) => each.id === id);
  if (!row) throw notFound('month of the books');
  const earlierOpen = rows.filter((each) => each.id < id && each.closing_id === null).length;
  const balances = await queryPrepared<{ balances: Partial<Record<AccountId, number>> }>(
    trx,
    'SELECT balances FROM month_closings WHERE id = $1',
    [row.closing_id],
  );
  return {
    ...present(row),
    checks: row.closing_id === null ? await checkMonth(trx, id, earlierOpen) : [],
    balances: balances[0]?.balances ?? null,
    mayReopen: row.closing_id !== null && !rows.some((each) => each.id > id && each.closing_id !== null),
    history: await historyOf(trx, id),
  };
}

async function historyOf(trx: Trx, id: string): Promise<MonthShown['history']> {
  const rows = await queryPrepared<{
    closed_at: Date;
    closed_by: string;
    reason: string | null;
    left_open: ClosingCheck[];
    reopened_at: Date;
    reopened_by: string;
    reopen_reason: string;
  }>(
    trx,
    `SELECT c.closed_at, coalesce(w.name, c.closed_by) AS closed_by, c.reason, c.left_open, c.reopened_at, coalesce(o.name, c.reopened_by) AS reopened_by, c.reopen_reason
     FROM month_closings c LEFT JOIN accounts_people_named w ON w.id = c.closed_by LEFT JOIN accounts_people_named o ON o.id = c.reopened_by
     WHERE c.month = $1::date AND c.reopened_at IS NOT NULL ORDER BY c.closed_at DESC`,
    [`${id}-01`],
  );
  return rows.map((row) => ({
    at: row.closed_at.toISOString(),
    by: row.closed_by,
    reason: row.reason,
    leftOpen: row.left_open,
    reopened: { at: row.reopened_at.toISOString(), by: row.reopened_by, reason: row.reopen_reason },
  }));
}
