/** Files on their way in, as staff see them. */
import type { ImportFile, ImportRow, importQuery, importRowQuery } from '@holdfast/shared/consignment';
import { importContext, importMachine } from '@holdfast/shared/consignment/machines';
import type { z } from 'zod';
import { acceptsOf, type Snapshot, wake } from '../../platform/actors/index.ts';
import { type Database, inTransaction, run, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';

interface Row {
  id: string;
  file_name: string;
  format: string;
  consignor_id: string;
  consignor_name: string;
  state: ImportFile['state'];
  snapshot: Snapshot;
  version: number;
  row_count: number;
  create: number;
  change: number;
  unchanged: number;
  refuse: number;
  created_by: string;
  person_name: string | null;
  created_at: Date;
}

/** Counted from the lines: while a file is applied, one may turn out differently than in the dry run. */
const columns = `i.id, i.file_name, i.format, i.consignor_id, c.name AS consignor_name, i.state, i.snapshot, i.version, i.row_count,
  n.*, i.created_by, u.name AS person_name, i.created_at`;
const tables = `imports i JOIN consignors c ON c.id = i.consignor_id LEFT JOIN people u ON u.id = i.created_by CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE action = 'create')::int AS create, count(*) FILTER (WHERE action = 'change')::int AS change,
    count(*) FILTER (WHERE action = 'unchanged')::int AS unchanged, count(*) FILTER (WHERE action = 'refuse')::int AS refuse
  FROM import_rows r WHERE r.import_id = i.id) n`;

function present(row: Row): ImportFile {
  const context = importContext.parse(row.snapshot.context);
  const hasWork = context.create + context.change > 0;
  return {
    id: row.id,
    fileName: row.file_name,
    format: row.format,
    consignor: { id: row.consignor_id, name: row.consignor_name },
    state: row.state,
    accepts: acceptsOf(wake(importMachine, row.snapshot)).filter((name) => name !== 'apply' || hasWork),
    counts: {
      rows: row.row_count,
      create: row.create,
      change: row.change,
      unchanged: row.unchanged,
      refuse: row.refuse,
      applied: context.applied,
    },
    version: row.version,
    createdBy: row.person_name ?? row.created_by,
    createdAt: row.created_at.toISOString(),
  };
}

export async function listImports(
  db: Database,
  query: z.output<typeof importQuery>,
): Promise<{ data: ImportFile[]; total: number }> {
  return inTransaction(db, async (trx) => {
    const rows = await run<Row>(
      trx,
      `SELECT ${columns} FROM ${tables} ORDER BY i.created_at ${query.order === 'desc' ? 'DESC' : 'ASC'}, i.id LIMIT $1 OFFSET $2`,
      [query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await run<{ total: number }>(trx, 'SELECT count(*)::int AS total FROM imports');
    return { data: rows.map(present), total: count?.total ?? 0 };
  });
}

/** @throws Problem `not_found` */
export async function showImport(trx: Trx, id: string): Promise<ImportFile> {
  const [row] = await run<Row>(trx, `SELECT ${columns} FROM ${tables} WHERE i.id = $1`, [id]);
  if (!row) throw notFound('import');
  return present(row);
}

/** @throws Problem `not_found` */
export async function listImportRows(
  db: Database,
  importId: string,
  query: z.output<typeof importRowQuery>,
): Promise<{ data: ImportRow[]; total: number }> {
  return inTransaction(db, async (trx) => {
    await showImport(trx, importId);
    const asked = 'import_id = $1 AND ($2::text IS NULL OR action = $2)';
    const rows = await run<Omit<ImportRow, 'listingId'> & { listing_id: string | null }>(
      trx,
      `SELECT line, action, label, problems, changes, listing_id, record FROM import_rows WHERE ${asked}
       ORDER BY line ${query.order === 'desc' ? 'DESC' : 'ASC'} LIMIT $3 OFFSET $4`,
      [importId, query.action ?? null, query.perPage, (query.page - 1) * query.perPage],
    );
    const [count] = await run<{ total: number }>(
      trx,
      `SELECT count(*)::int AS total FROM import_rows WHERE ${asked}`,
      [importId, query.action ?? null],
    );
    return {
      data: rows.map(({ listing_id, ...row }) => ({ ...row, listingId: listing_id })),
      total: count?.total ?? 0,
    };
  });
}
