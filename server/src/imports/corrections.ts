/** Rows of a dry run that somebody mended: what they should read is kept beside the file, whose bytes stay as they came. */
import type { BrokerFormat } from '@holdfast/shared/imports/broker';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { type ReadLine, readLine } from './readLines.ts';

export interface Correction {
  line: number;
  /** By column. */
  cells: Record<string, string>;
}

/** The last mended comes last, so that it meets what those before it have named. */
export function correctionsOf(trx: Trx, importId: string): Promise<Correction[]> {
  return queryPrepared<Correction>(
    trx,
    'SELECT line, cells FROM import_corrections WHERE import_id = $1 ORDER BY corrected_at, line',
    [importId],
  );
}

/** A row as it reads with what somebody mended; every column has its cell then. */
export function readCorrected(
  format: BrokerFormat,
  original: Record<string, string>,
  { line, cells }: Correction,
): ReadLine {
  const headers = Object.keys(original);
  const read = readLine(format, headers, {
    line,
    cells: headers.map((header) => cells[header] ?? original[header] ?? ''),
  });
  return { ...read, original };
}
