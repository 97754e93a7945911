import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { type Cell, harmless } from './harmless.ts';

/** The content type of CSV answers. */
export const csvType = 'text/csv; charset=utf-8';

/**
 * A table as CSV, written while it is read. The mark at its beginning lets spreadsheets read it as UTF-8. What fails on
 * the way ends the stream with an error: then it is no whole file.
 */
export function csvOf(heads: string[], lines: Iterable<Cell[]> | AsyncIterable<Cell[]>): Readable {
  async function* all(): AsyncGenerator<Cell[]> {
    yield heads.map(harmless);
    for await (const line of lines) yield line.map(harmless);
  }
  return pipeline(Readable.from(all()), stringify({ bom: true, record_delimiter: 'windows' }), () => {});
}
