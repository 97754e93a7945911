/** Corrections of import rows, stored beside the file, whose bytes never change. */
import type { BrokerFormat } from '@holdfast/shared/imports/broker';
import type { Trx } from '../platform/db/index.ts';
import { type ReadLine, readLine } from './readLines.ts';
import { StoredCorrection } from './StoredCorrection.ts';

export type Correction = Pick<StoredCorrection, 'line' | 'cells'>;

/** In order of correction, so that each is compared with those before it. */
export async function correctionsOf(trx: Trx, importId: string): Promise<Correction[]> {
  return StoredCorrection.query(trx)
    .where({ import_id: importId })
    .select('line', 'cells')
    .orderBy(['corrected_at', 'line']);
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
