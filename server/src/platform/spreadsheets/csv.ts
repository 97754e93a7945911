import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { type Cell, harmless } from './harmless.ts';

/** The content type of CSV answers. */
export const csvType = 'text/csv; charset=utf-8';

/** Lets spreadsheets read a file as UTF-8: at its beginning, and nowhere else. */
const byteOrderMark = '\uFEFF';

/** Lines as CSV. */
export const csvLines = (lines: readonly (readonly Cell[])[]): string =>
  stringify(
    lines.map((line) => line.map(harmless)),
    { record_delimiter: 'windows' },
  );

/** What stands before the lines of a CSV file. */
export const csvHead = (heads: readonly string[]): string => byteOrderMark + csvLines([heads]);

/** Lines of which a piece is made: text is made of many at once in a fifth of the time. */
const linesAtOnce = 1_000;

/**
 * A table as CSV, written while it is read. What fails on the way ends the stream with an error: then it is no whole file.
 */
export function csvOf(heads: readonly string[], lines: Iterable<Cell[]> | AsyncIterable<Cell[]>): Readable {
  async function* all(): AsyncGenerator<string> {
    yield csvHead(heads);
    let some: Cell[][] = [];
    for await (const line of lines) {
      some.push(line);
      if (some.length < linesAtOnce) continue;
      yield csvLines(some);
      some = [];
    }
    if (some.length > 0) yield csvLines(some);
  }
  return Readable.from(all(), { objectMode: false });
}
