/** Every line with its outcome and reasons, then the line as it stood, for the one who sent the file. */
import { pipeline, Readable } from 'node:stream';
import type { ImportRow } from '@holdfast/shared/consignment';
import { stringify } from 'csv-stringify';
import writeExcelFile from 'write-excel-file/node';
import { type Database, inTransaction } from '../../platform/db/index.ts';
import { showImport } from './importQueries.ts';
import { formatOf, type KeptRow, presentRow, rowsFrom } from './rowQueries.ts';

const rowsAtOnce = 2_000;
const outcomes = { create: 'Create', change: 'Change', unchanged: 'Leave', refuse: 'Refuse' } as const;
const undoWords = { undone: 'Undone', kept: 'Kept' } as const;
const fixed = [
  'row',
  'outcome',
  'undo',
  'lot',
  'tickets',
  'price',
  'listing',
  'reasons',
  'changes',
  'note',
  'mended',
];

/** A spreadsheet runs what begins like a formula; such a cell gets a quote in front, and is text. */
export function harmless(cell: string): string {
  return /^\s*[=+\-@]|^[\t\r]/.test(cell) ? `'${cell}` : cell;
}

interface Report {
  fileName: string;
  type: string;
  body: Readable;
}

/** @throws Problem `not_found` */
export async function reportOf(db: Database, importId: string, kind: 'csv' | 'xlsx'): Promise<Report> {
  const file = await inTransaction(db, (trx) => showImport(trx, importId));
  const fileName = `report-${file.fileName.replace(/\.\w+$/, '').replaceAll(/[^\w.-]+/g, '_')}.${kind}`;
  const rows = reportRows(db, importId);
  if (kind === 'csv')
    return {
      fileName,
      type: 'text/csv; charset=utf-8',
      // The mark lets a spreadsheet read it as UTF-8.
      // What fails on the way ends the answer, which then is no whole file.
      body: pipeline(Readable.from(rows), stringify({ bom: true, record_delimiter: 'windows' }), () => {}),
    };
  const cells: string[][] = [];
  for await (const row of rows) cells.push(row);
  // Text cells are never run, so here they stand as they are but for the quote that marks them.
  const sheet = cells.map((row, index) =>
    row.map((value) => ({ value, type: String, ...(index === 0 ? { fontWeight: 'bold' as const } : {}) })),
  );
  return {
    fileName,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: Readable.from(await writeExcelFile(sheet).toBuffer(), { objectMode: false }),
  };
}

function mendedText({ mended, record }: ImportRow): string {
  if (mended === null) return '';
  const cells = Object.entries(record).filter(([column, text]) => mended.original[column] !== text);
  return `By ${mended.by}: ${cells.map(([column, text]) => `${column} ${mended.original[column] || 'empty'} to ${text || 'empty'}`).join(', ')}`;
}

async function* reportRows(db: Database, importId: string): AsyncGenerator<string[]> {
  const format = await inTransaction(db, (trx) => formatOf(trx, importId));
  let line = 0;
  let columns: string[] | null = null;
  for (;;) {
    const rows: KeptRow[] = await inTransaction(db, (trx) => rowsFrom(trx, importId, line, rowsAtOnce));
    // The columns of a file are those of its first line: each line has a cell for every one.
    columns ??= Object.keys(rows[0]?.record ?? {});
    if (line === 0) yield [...fixed, ...columns].map(harmless);
    for (const kept of rows) {
      const row = presentRow(format, kept);
      yield [
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
        mendedText(row),
        // As it stood, for the one who sent it.
        ...columns.map((column) => (row.mended?.original ?? row.record)[column] ?? ''),
      ].map(harmless);
    }
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return;
    line = last.line + 1;
  }
}
