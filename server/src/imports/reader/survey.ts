/** The survey of a file: one pass over all of it, before a line is read. */
import { type ColumnEvidence, noEvidence, noteCell } from '@holdfast/shared/imports/broker';
import { mostCells, mostLines, tooManyCells, tooManyLines, Unreadable } from './limits.ts';
import type { FileRecord, Survey } from './protocol.ts';

/** Rows kept of a file, for the page that maps its columns. */
const sampleRows = 20;

/** A record as it is surveyed: `texts` has an empty cell where the workbook keeps a number or a date. */
export interface SurveyedRecord extends FileRecord {
  texts: readonly string[];
}

/** @throws Unreadable beyond the limits, and for a file without a record */
export async function surveyRecords(
  records: AsyncIterable<SurveyedRecord>,
): Promise<Pick<Survey, 'header' | 'samples' | 'rows' | 'columns'>> {
  let header: string[] | null = null;
  let columns: ColumnEvidence[] = [];
  const samples: string[][] = [];
  let rows = 0;
  let cells = 0;
  for await (const record of records) {
    cells += record.cells.length;
    if (cells > mostCells) throw tooManyCells();
    if (header === null) {
      header = record.cells;
      columns = header.map(noEvidence);
      continue;
    }
    rows += 1;
    if (rows > mostLines) throw tooManyLines();
    if (samples.length < sampleRows) samples.push(record.cells);
    for (const [at, evidence] of columns.entries()) noteCell(evidence, record.texts[at]?.trim() ?? '');
  }
  if (header === null) throw new Unreadable('The file holds nothing but blanks.');
  return { header, samples, rows, columns };
}
