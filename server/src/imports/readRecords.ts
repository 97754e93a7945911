/** Streams an untrusted file as records of cells. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { readSheet } from 'read-excel-file/node';
import { Problem } from '../platform/problem.ts';
import { refuseZipBomb } from './refuseZipBomb.ts';
import type { Source } from './source.ts';

export interface FileRecord {
  cells: string[];
  /** In the file; the header is 1. */
  line: number;
}

/** Characters of one line: a quote that is never closed must not swallow the file. */
const longestRecord = 20_000;

/**
 * CSV is decoded and taken apart as its bytes come. A workbook can't be: its strings lie beside its rows, so it is
 * held whole. Measured: 50,000 rows of 29 columns in 1.6 s, off the main thread but for 55 ms at a time.
 * @throws Problem `file_not_recognized`, while it is read
 */
export function readRecords(source: Source, parts: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  return source.kind === 'xlsx' ? workbookRecords(parts) : csvRecords(source, parts);
}

async function* decoded(encoding: string, parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const part of parts) yield keepable(decoder.decode(part, { stream: true }));
  const rest = decoder.decode();
  if (rest !== '') yield keepable(rest);
}

// PostgreSQL keeps neither NUL nor half a surrogate pair; the character in their place is refused with its row.
const keepable = (text: string) => text.toWellFormed().replaceAll('\u0000', '\uFFFD');

async function* csvRecords(
  { encoding, delimiter }: Extract<Source, { kind: 'csv' }>,
  parts: AsyncIterable<Buffer>,
): AsyncGenerator<FileRecord> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: longestRecord,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const fed = pipeline(Readable.from(decoded(encoding, parts)), parser);
  // What fails there is thrown by the loop below as well; here it only must not go unheard.
  fed.catch(() => {});
  try {
    let first = true;
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      yield { cells: record, line: first ? 1 : info.lines };
      first = false;
    }
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    if (error instanceof Problem) throw error;
    const where = lines === undefined ? '' : ` near line ${lines}`;
    throw new Problem(
      'file_not_recognized',
      `The file can't be read as CSV${where}: ${message.slice(0, 200)} Nothing was taken in.`,
    );
  } finally {
    parser.destroy();
  }
}

async function* workbookRecords(parts: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  const chunks: Buffer[] = [];
  for await (const part of parts) chunks.push(part);
  const bytes = Buffer.concat(chunks);
  refuseZipBomb(bytes);
  const rows = await readSheet(bytes).catch((error: Error) => {
    throw new Problem(
      'file_not_recognized',
      `The workbook can't be read: ${error.message.slice(0, 200)} Save it as CSV and upload that.`,
    );
  });
  for (const [index, row] of rows.entries()) {
    const cells = row.map((value) => keepable(cellText(value)));
    if (cells.some((cell) => cell !== '')) yield { cells, line: index + 1 };
  }
}

/** As a CSV of the same sheet would say it. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  // A workbook's times have no zone; the library gives them as if they were UTC.
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
  }
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  return String(value);
}
