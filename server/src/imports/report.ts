/** The report file: every line with its outcome and reasons, then its original cells. */

import type { Readable } from 'node:stream';
import type { ImportRow } from '@holdfast/shared/imports';
import { reportColumns } from '@holdfast/shared/imports/broker';
import type { AppContext } from '../platform/appContext.ts';
import { type Database, inTransaction } from '../platform/db/index.ts';
import { csvOf, csvType, workbookOf, workbookType } from '../platform/spreadsheets/index.ts';
import { showImport } from './importQueries.ts';
import { formatOf, type KeptRow, presentRow, rowsFrom } from './rowQueries.ts';

const rowsAtOnce = 2_000;
const outcomes = { create: 'Create', change: 'Change', unchanged: 'Leave', refuse: 'Refuse' } as const;
const undoWords = { undone: 'Undone', kept: 'Kept' } as const;
const fixed = [...reportColumns];

interface Report {
  fileName: string;
  type: string;
  body: Readable | Buffer;
}

/** @throws Problem `not_found`, and `too_many_rows` as `workbookOf` */
export async function reportOf(
  { db, engine }: Pick<AppContext, 'db' | 'engine'>,
  importId: string,
  kind: 'csv' | 'xlsx',
): Promise<Report> {
  const file = await inTransaction(db, (trx) => showImport(trx, engine, importId));
  const fileName = `report-${file.fileName.replace(/\.\w+$/, '').replaceAll(/[^\w.-]+/g, '_')}.${kind}`;
  const columns = await columnsOf(db, importId);
  const heads = [...fixed, ...columns];
  const rows = reportRows(db, importId, columns);
  if (kind === 'csv') return { fileName, type: csvType, body: csvOf(heads, rows) };
  const book = await workbookOf({ name: 'Report', columns: heads.map((head) => ({ head })) }, rows);
  return { fileName, type: workbookType, body: book };
}

function correctedText({ corrected, record }: ImportRow): string {
  if (corrected === null) return '';
  const cells = Object.entries(record).filter(([column, text]) => corrected.original[column] !== text);
  return `By ${corrected.by}: ${cells.map(([column, text]) => `${column} ${corrected.original[column] || 'empty'} to ${text || 'empty'}`).join(', ')}`;
}

/** The columns of a file are those of its first line: each line has a cell for every one. */
async function columnsOf(db: Database, importId: string): Promise<string[]> {
  const [first] = await inTransaction(db, (trx) => rowsFrom(trx, importId, 0, 1));
  return Object.keys(first?.record ?? {});
}

async function* reportRows(db: Database, importId: string, columns: string[]): AsyncGenerator<string[]> {
  const format = await inTransaction(db, (trx) => formatOf(trx, importId));
  let line = 0;
  for (;;) {
    const rows: KeptRow[] = await inTransaction(db, (trx) => rowsFrom(trx, importId, line, rowsAtOnce));
    for (const kept of rows) {
      const row = presentRow(format, kept);
      yield [
        importId,
        String(row.line),
        outcomes[row.action],
        row.undo === null ? '' : undoWords[row.undo],
        `${row.game} ${row.place}`.trim(),
        row.quantity,
        row.price,
        row.listingId ?? '',
        row.problems.map((problem) => `${problem.field}: ${problem.message}`).join(' '),
        row.changes.map(({ field, from, to }) => `${field}: ${from ?? ''} to ${to ?? ''}`).join(' '),
        row.note ?? '',
        correctedText(row),
        // As it stood, for the one who sent it.
        ...columns.map((column) => (row.corrected?.original ?? row.record)[column] ?? ''),
      ];
    }
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    line = last.line + 1;
  }
}
