/** Corrections of import rows, stored beside the file, whose bytes never change. */
import type { BrokerFormat } from '@holdfast/shared/imports/broker';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { type ReadLine, readLine } from './readLines.ts';

export interface Correction {
  line: number;
  /** By column. */
  cells: Record<string, string>;
}

/** In order of correction, so that each is compared with those before it. */
export function correctionsOf(trx: Trx, importId: string): Promise<Correction[]> {
  return queryPrepared<Correction>(
    trx,
    'SELECT line, cells FROM import_corrections WHERE import_id = $1 ORDER BY corrected_at, line',
    [importId],
  );
}

/** A row with its correction applied; every column has a cell. */
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
