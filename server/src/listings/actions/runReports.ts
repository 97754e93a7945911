/** Bulk runs and their reports, as staff read them. */
import type { BulkRun, BulkRunRow, bulkRunQuery, bulkRunRowQuery } from '@holdfast/shared/listings';
import type { z } from 'zod';
import {
  type Columns,
  type OrderKey,
  type PlacedRow,
  pageOfRows,
  pageText,
  query,
  queryPrepared,
  type Trx,
} from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { BulkRun as Run } from './BulkRun.ts';

type ShownRun = Omit<Columns<Run>, 'request_id'> & { person_name: string | null };

const runColumns = `r.id, r.action, r.filter, r.listings, r.done, r.refused, r.came_after, r.created_by, p.name AS person_name, r.created_at, r.done_at
  FROM bulk_runs r LEFT JOIN accounts_people_named p ON p.id = r.created_by`;

const presentRun = (row: ShownRun, me: string): BulkRun => ({
  id: row.id,
  action: row.action,
  filter: row.filter,
  listings: row.listings,
  done: row.done,
  refused: row.refused,
  cameAfter: row.came_after,
  state: row.done_at === null ? 'running' : 'done',
  createdBy: row.person_name ?? 'Holdfast',
  mine: row.created_by === me,
  createdAt: row.created_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
});

/** @throws Problem `not_found` */
export async function showBulkRun(trx: Trx, id: string, me: string): Promise<BulkRun> {
  const [row] = await queryPrepared<ShownRun>(trx, `SELECT ${runColumns} WHERE r.id = $1`, [id]);
  if (!row) throw notFound('bulk run');
  return presentRun(row, me);
}

export async function listBulkRuns(
  trx: Trx,
  listQuery: z.output<typeof bulkRunQuery>,
  me: string,
): Promise<{ data: BulkRun[]; total: number }> {
  const condition = `($1::boolean IS NULL OR (r.created_by = $2) = $1)
    AND ($3::text IS NULL OR (CASE WHEN r.done_at IS NULL THEN 'running' ELSE 'done' END) = $3)`;
  const asked = [listQuery.mine ?? null, me, listQuery.state ?? null];
  const rows = await query<ShownRun>(
    trx,
    `SELECT ${runColumns} WHERE ${condition} ORDER BY r.created_at ${listQuery.order === 'asc' ? 'ASC' : 'DESC'}, r.id LIMIT $4 OFFSET $5`,
    [...asked, listQuery.perPage, (listQuery.page - 1) * listQuery.perPage],
  );
  const [count] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM bulk_runs r WHERE ${condition}`,
    asked,
  );
  return { data: rows.map((row) => presentRun(row, me)), total: count?.total ?? 0 };
}

/** @throws Problem `not_found` */
export async function listBulkRunRows(
  trx: Trx,
  id: string,
  listQuery: z.output<typeof bulkRunRowQuery>,
): Promise<{ data: BulkRunRow[]; total: number; next: string | null }> {
  await showBulkRun(trx, id, '');
  const condition = 'run_id = $1 AND ($2::text IS NULL OR outcome = $2)';
  const asked = [id, listQuery.outcome ?? null];
  const keys: OrderKey[] = [{ by: 'position', type: 'integer', order: listQuery.order }];
  const page = pageText(keys, listQuery, asked.length);
  const placed = await query<BulkRunRow & PlacedRow>(
    trx,
    `SELECT listing_id AS "listingId", label, outcome, code, message, price_before AS "priceBefore",
       price_after AS "priceAfter", ${page.place} FROM bulk_run_rows
     WHERE ${condition} AND ${page.after} ORDER BY ${page.order} ${page.limit}`,
    [...asked, ...page.values],
  );
  const [count] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM bulk_run_rows WHERE ${condition}`,
    asked,
  );
  const { rows, next } = pageOfRows(placed, keys, listQuery);
  return {
    data: rows.map(({ listingId, label, outcome, code, message, priceBefore, priceAfter }) => ({
      listingId,
      label,
      outcome,
      code,
      message,
      priceBefore,
      priceAfter,
    })),
    total: count?.total ?? 0,
    next,
  };
}
