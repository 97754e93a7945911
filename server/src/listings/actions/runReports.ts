/** Bulk runs and their reports, as staff read them. */
import type { BulkRun, BulkRunRow, bulkRunQuery, bulkRunRowQuery } from '@holdfast/shared/listings';
import type { z } from 'zod';
import { type Columns, listPage, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { BulkRun as Run } from './BulkRun.ts';

type ShownRun = Omit<Columns<Run>, 'request_id'> & { person_name: string | null };

const runColumns = `r.id, r.action, r.filter, r.listings, r.done, r.refused, r.came_after, r.created_by, p.name AS person_name, r.created_at, r.done_at`;
const runTables = `FROM bulk_runs r LEFT JOIN accounts_people_named p ON p.id = r.created_by`;

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
  const [row] = await queryPrepared<ShownRun>(trx, `SELECT ${runColumns} ${runTables} WHERE r.id = $1`, [id]);
  if (!row) throw notFound('bulk run');
  return presentRun(row, me);
}

export async function listBulkRuns(
  trx: Trx,
  listQuery: z.output<typeof bulkRunQuery>,
  me: string,
): Promise<{ data: BulkRun[]; total: number; next: string | null }> {
  const condition = `($1::boolean IS NULL OR (r.created_by = $2) = $1)
    AND ($3::text IS NULL OR (CASE WHEN r.done_at IS NULL THEN 'running' ELSE 'done' END) = $3)`;
  const { rows, total, next } = await listPage<ShownRun>(
    trx,
    {
      columns: runColumns,
      from: runTables,
      countedFrom: 'FROM bulk_runs r',
      where: condition,
      values: [listQuery.mine ?? null, me, listQuery.state ?? null],
      keys: [
        { by: 'r.created_at', type: 'timestamptz', order: listQuery.order },
        { by: 'r.id', type: 'text', order: 'asc' },
      ],
    },
    listQuery,
  );
  return { data: rows.map((row) => presentRun(row, me)), total, next };
}

/** @throws Problem `not_found` */
export async function listBulkRunRows(
  trx: Trx,
  id: string,
  listQuery: z.output<typeof bulkRunRowQuery>,
): Promise<{ data: BulkRunRow[]; total: number; next: string | null }> {
  await showBulkRun(trx, id, '');
  const { rows, total, next } = await listPage<BulkRunRow>(
    trx,
    {
      columns:
        'listing_id AS "listingId", label, outcome, code, message, price_before AS "priceBefore", price_after AS "priceAfter"',
      from: 'FROM bulk_run_rows',
      where: 'run_id = $1 AND ($2::text IS NULL OR outcome = $2)',
      values: [id, listQuery.outcome ?? null],
      keys: [{ by: 'position', type: 'integer', order: listQuery.order }],
    },
    listQuery,
  );
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
    total,
    next,
  };
}
