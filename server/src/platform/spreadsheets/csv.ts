import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { type Cell, harmless } from './harmless.ts';
import type { TableWriter } from './tableWriter.ts';

/** The content type of CSV answers. */
export const csvType = 'text/csv; charset=utf-8';

/** Lets spreadsheets read a file as UTF-8: at its beginning, and nowhere else. */
const byteOrderMark = '\uFEFF';

const textOf = (lines: readonly (readonly Cell[])[]): string =>
  stringify(
    lines.map((line) => line.map(harmless)),
    { record_delimiter: 'windows' },
  );

/** Writes a table as CSV, piece by piece. Nothing has to be kept between pieces. */
export const csvWriter = (heads: readonly string[]): TableWriter => ({
  begin: () => Buffer.from(byteOrderMark + textOf([heads])),
  lines: (lines, last) => Buffer.from(textOf(last ? [...lines, last] : lines)),
  end: () => Buffer.alloc(0),
  kept: () => null,
});

/** Lines of which a piece is made: text is made of many at once in a fifth of the time. */
const linesAtOnce = 1_000;

/**
 * A table as CSV, written while it is read. What fails on the way ends the stream with an error: then it is no whole file.
 */
export function csvOf(heads: string[], lines: Iterable<Cell[]> | AsyncIterable<Cell[]>): Readable {
  const writer = csvWriter(heads);
  async function* all(): AsyncGenerator<Buffer> {
    yield writer.begin();
    let some: Cell[][] = [];
    for await (const line of lines) {
      some.push(line);
      if (some.length < linesAtOnce) continue;
      yield writer.lines(some);
      some = [];
    }
    if (some.length > 0) yield writer.lines(some);
  }
  return Readable.from(all(), { objectMode: false });
}
