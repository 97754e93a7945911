/** Exports as whoever asked reads them, and administrators; and their files. */
import { gunzipSync } from 'node:zlib';
import type { ExportList, ExportRow, exportQuery } from '@holdfast/shared/exports';
import type { z } from 'zod';
import { readMarketplace } from '../marketplace/index.ts';
import { type Columns, type Database, inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import type { Caller } from '../platform/http/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import type { Export } from './Export.ts';

type Row = Omit<Columns<Export>, 'fixed' | 'snapshot'> & { name: string | null };

const text = `SELECT x.id, x.table_path, x.format, x.query, x.file_name, x.asked_by, x.asked_roles, x.total_rows, x.written_rows, x.written_bytes,
    x.written_parts, x.failure, x.created_at, x.ended_at, x.kept_until, x.state, p.name
  FROM exports x LEFT JOIN accounts_people_named p ON p.id = x.asked_by`;

/** Whose exports a caller reads; null: everybody's. */
const ownerFor = ({ personId, roles }: Caller) => (roles.includes('admin') ? null : personId);

const present = (row: Row): ExportRow => ({
  id: row.id,
  file: row.file_name,
  table: row.table_path,
  format: row.format,
  state: row.state,
  rows: row.total_rows,
  done: row.written_rows,
  bytes: row.written_bytes,
  failure: row.failure,
  by: { id: row.asked_by, name: row.name ?? row.asked_by },
  createdAt: row.created_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  keptUntil: row.kept_until?.toISOString() ?? null,
});

/** A page of them, newest first. @param rowsAtOnce from so many rows on a file is written in the background */
export async function listExports(
  trx: Trx,
  { page, perPage, order }: z.output<typeof exportQuery>,
  caller: Caller,
  rowsAtOnce: number,
): Promise<ExportList> {
  const owner = ownerFor(caller);
  const where = 'WHERE ($1::text IS NULL OR x.asked_by = $1)';
  const rows = await queryPrepared<Row>(
    trx,
    `${text} ${where} ORDER BY x.id ${order === 'desc' ? 'DESC' : 'ASC'} LIMIT $2 OFFSET $3`,
    [owner, perPage, (page - 1) * perPage],
  );
  const [count] = await queryPrepared<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM exports x ${where}`,
    [owner],
  );
  const { exportDays } = await readMarketplace(trx);
  return { data: rows.map(present), total: count?.total ?? 0, keptDays: exportDays, rowsAtOnce };
}

/** One of them as it is stored. @throws Problem `not_found`, for another person's too */
export async function readExport(trx: Trx, id: string, caller: Caller): Promise<Row> {
  const [row] = await queryPrepared<Row>(
    trx,
    `${text} WHERE x.id = $1 AND ($2::text IS NULL OR x.asked_by = $2)`,
    [id, ownerFor(caller)],
  );
  if (!row) throw notFound('export');
  return row;
}

/** @throws Problem `not_found`, for another person's too */
export const showExport = async (trx: Trx, id: string, caller: Caller): Promise<ExportRow> =>
  present(await readExport(trx, id, caller));

const stateTexts: Partial<Record<ExportRow['state'], string>> = {
  failed: 'This file couldn’t be written. Ask for it again.',
  expired: 'This file was kept as long as it is kept, and is deleted. Ask for it again.',
  removed: 'This file was deleted. Ask for it again.',
};

/** @throws Problem `transition_refused` where there is no whole file */
export function requireReady({ state }: Pick<Row, 'state'>): void {
  if (state !== 'ready')
    throw new Problem(
      'transition_refused',
      stateTexts[state] ?? 'This file is still being written. It can be downloaded once it is.',
      { state, accepts: [] },
    );
}

/** The file, a part at a time: the memory of one part, and no transaction between them. */
export async function* contentOf(db: Database, { id, written_parts: parts }: Row): AsyncGenerator<Buffer> {
  for (let part = 0; part < parts; part++) {
    const [found] = await inTransaction(db, (trx) =>
      queryPrepared<{ content: Buffer }>(
        trx,
        'SELECT content FROM export_parts WHERE export_id = $1 AND part = $2',
        [id, part],
      ),
    );
    if (!found) throw new Error(`export ${id} was deleted while it was downloaded`);
    yield gunzipSync(found.content);
  }
}

/** Exports as notices name them, by their ids. */
export const exportsNoticed = (
  trx: Trx,
  ids: readonly string[],
): Promise<Array<{ id: string; file: string; askedBy: string }>> =>
  queryPrepared(
    trx,
    'SELECT id, file_name AS file, asked_by AS "askedBy" FROM exports WHERE id = ANY($1::text[])',
    [ids],
  );
