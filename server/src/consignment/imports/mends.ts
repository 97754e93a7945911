/** Rows of a dry run that somebody mended: what they should read is kept beside the file, whose bytes stay as they came. */
import type { BrokerFormat } from '@holdfast/shared/consignment/broker';
import { run, type Trx } from '../../platform/db/index.ts';
import { type ReadLine, readLine } from './readLines.ts';

export interface Mend {
  line: number;
  /** By column. */
  cells: Record<string, string>;
}

/** The last mended comes last, so that it meets what those before it have named. */
export function mendsOf(trx: Trx, importId: string): Promise<Mend[]> {
  return run<Mend>(
    trx,
    'SELECT line, cells FROM import_mends WHERE import_id = $1 ORDER BY mended_at, line',
    [importId],
  );
}

/** A row as it reads with what somebody mended; every column has its cell then. */
export function readMended(
  format: BrokerFormat,
  original: Record<string, string>,
  { line, cells }: Mend,
): ReadLine {
  const headers = Object.keys(original);
  const read = readLine(format, headers, {
    line,
    cells: headers.map((header) => cells[header] ?? original[header] ?? ''),
  });
  return { ...read, original };
}
