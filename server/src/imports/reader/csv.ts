/** Reads a CSV file from its bytes: which encoding, and its records within the limits. */
import { isAscii, isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { Encoding, Source } from '../source.ts';
import {
  longestLine,
  longestLineBytes,
  mostColumns,
  mostLineEnds,
  tooLongLine,
  tooManyColumns,
  tooManyLines,
  Unreadable,
} from './limits.ts';
import type { FileRecord } from './protocol.ts';

type CsvSource = Extract<Source, { kind: 'csv' }>;

const lineEnd = 10;

/**
 * Looks at each line's bytes. A file with lines that are UTF-8 is a UTF-8 file, and a line that isn't is a slip of its
 * own; a file without any is of Windows.
 * @throws Unreadable for lines that are too long, or too many
 */
export function surveyLines(bytes: Buffer, encoding: Encoding): Encoding {
  if (encoding !== 'utf-8' && encoding !== 'windows-1252') return encoding;
  let good = 0;
  let bad = 0;
  let line = 0;
  for (let at = 0; at < bytes.length; ) {
    line += 1;
    if (line > mostLineEnds) throw tooManyLines();
    const end = bytes.indexOf(lineEnd, at);
    const stop = end < 0 ? bytes.length : end;
    if (stop - at > longestLineBytes) throw tooLongLine(line);
    const text = bytes.subarray(at, stop);
    if (!isAscii(text)) {
      if (isUtf8(text)) good += 1;
      else bad += 1;
    }
    at = stop + 1;
  }
  return bad === 0 || good >= bad ? 'utf-8' : 'windows-1252';
}

const chunkBytes = 256 * 1024;

// PostgreSQL keeps neither NUL nor half a surrogate pair; the character in their place is refused with its row.
export const keepable = (text: string) => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

function* decoded(bytes: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += chunkBytes)
    yield decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
  yield decoder.decode();
}

/** Excel writes `sep=;` as a first line; it says what separates the cells. */
const separatorLine = /^"?sep=(.)"?\r?\n/i;

/** A line of commas alone has no characters that the parser would count. */
function guardLine(text: string, state: { line: number; length: number }): void {
  for (let at = 0; at <= text.length; ) {
    const end = text.indexOf('\n', at);
    state.length += (end < 0 ? text.length : end) - at;
    if (state.length > longestLine) throw tooLongLine(state.line);
    if (end < 0) return;
    state.line += 1;
    state.length = 0;
    at = end + 1;
  }
}

/** The text of the file from a character on, guarded and without characters that can't be kept. */
function* guarded(bytes: Buffer, encoding: Encoding, from: number): Generator<string> {
  const guard = { line: from > 0 ? 2 : 1, length: 0 };
  let skip = from;
  for (const text of decoded(bytes, encoding)) {
    const rest = text.slice(skip);
    skip -= text.length - rest.length;
    guardLine(rest, guard);
    yield keepable(rest);
  }
}

/** The records of the file, blank lines left out. @throws Unreadable */
export async function* csvRecords(
  bytes: Buffer,
  { delimiter, encoding }: CsvSource,
): AsyncGenerator<FileRecord> {
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, 40));
  const [line = '', named] = separatorLine.exec(head) ?? [];
  const separator = named ?? delimiter;
  const skipped = line === '' ? 0 : 1;
  const parser = parse({
    bom: true,
    delimiter: separator,
    info: true,
    max_record_size: longestLine,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const fed = pipeline(Readable.from(guarded(bytes, encoding, line.length)), parser);
  // What fails there is thrown by the loop below as well; here it only must not go unheard.
  fed.catch(() => {});
  let isHeader = true;
  try {
    for await (const { record, info, raw } of parser as AsyncIterable<RawRecord>) {
      const line = (isHeader ? 1 : info.lines) + skipped;
      if (record.length > mostColumns) throw tooManyColumns(line);
      yield { cells: record, line, ...(hasStrayQuote(raw, separator) ? { isTorn: true } : {}) };
      isHeader = false;
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw unreadableCsv(error as { lines?: number; message: string });
  } finally {
    parser.destroy();
  }
}

interface RawRecord {
  record: string[];
  info: { lines: number };
  raw: string;
}

/** Whether a quote stands where none may: inside a cell that doesn't begin with one, or after the one that ends it. */
function hasStrayQuote(raw: string, delimiter: string): boolean {
  if (!raw.includes('"')) return false;
  const text = raw.replace(/^\uFEFF/, '').replace(/\r?\n$|\r$/, '');
  let at = 0;
  while (at <= text.length) {
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) return true;
        at = end + 1;
        if (text[at] !== '"') break;
        at += 1;
      }
      if (at < text.length && text[at] !== delimiter) return true;
      at += 1;
    } else {
      const next = text.indexOf(delimiter, at);
      const stop = next < 0 ? text.length : next;
      if (text.slice(at, stop).includes('"')) return true;
      at = stop + 1;
    }
  }
  return false;
}

function unreadableCsv({ lines, message }: { lines?: number; message: string }): Unreadable {
  const where = lines === undefined ? '' : ` near line ${lines}`;
  return new Unreadable(`The file can't be read as CSV${where}: ${message.slice(0, 200)} Nothing was saved.`);
}
