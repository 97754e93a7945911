/** Parses records into rows: each line by itself, with every problem. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BrokerFormat,
  type BrokerProblem,
  type BrokerRow,
  parseBrokerRow,
  secretColumns,
  simplifyHeader,
} from '@holdfast/shared/imports/broker';
import { Problem } from '../platform/problem.ts';
import type { FileRecord } from './reader/protocol.ts';

/** One line, read: `row` where it makes sense by itself, else every problem of it. */
export interface ReadLine {
  /** In the file; the header is 1. */
  line: number;
  /** What it says, by header. */
  record: Record<string, string>;
  row: BrokerRow | null;
  /** The file's own text, where somebody corrected it. */
  original?: Record<string, string>;
  /** The listing that the dry run paired it with. */
  listingId?: string | null;
  problems: Array<Omit<BrokerProblem, 'code'> & { code: string }>;
}

const secrets = new Set(secretColumns.map(simplifyHeader));

/**
 * A file's headers, each with a name of its own: two of one name, or none, would hide each other's cells.
 * @throws Problem `file_not_recognized` for the name `__proto__`, under which JavaScript keeps nothing
 */
export function headersOf(cells: readonly string[]): string[] {
  const seen = new Set<string>();
  if (cells.some((cell) => cell.trim() === '__proto__'))
    throw new Problem(
      'file_not_recognized',
      'A column can’t be named __proto__. Rename it and upload the file again. Nothing was saved.',
    );
  return cells.map((cell, index) => {
    const name = cell.replace(/^\uFEFF/, '').trim() || `Column ${index + 1}`;
    const unique = seen.has(name) ? `${name} (${index + 1})` : name;
    seen.add(unique);
    return unique;
  });
}

/** Yields to the event loop every so many lines, so that requests aren't delayed by a long file. */
export async function yieldToEventLoop(line: number): Promise<void> {
  if (line % 250 === 0) await nextTurn();
}

/** Password columns are never stored. */
export const isSecret = (column: string): boolean => secrets.has(simplifyHeader(column));

export function readLine(
  format: BrokerFormat,
  headers: readonly string[],
  { cells, line, isTorn }: FileRecord,
): ReadLine {
  const record: Record<string, string> = {};
  for (const [index, header] of headers.entries())
    record[header] = isSecret(header) ? '' : (cells[index] ?? '');
  if (isTorn) {
    const message =
      'The line has a quote in the middle of a cell. Write it twice and put the whole cell in quotes, or leave it out.';
    return { line, record, row: null, problems: [{ field: 'line', code: 'stray_quote', message }] };
  }
  if (cells.length !== headers.length) {
    const message = `The line has ${cells.length} cells, the header has ${headers.length}. Put cells with commas in quotes.`;
    return { line, record, row: null, problems: [{ field: 'line', code: 'cell_count', message }] };
  }
  const unreadable = headers.filter((header) => record[header]?.includes('\uFFFD'));
  if (unreadable.length > 0) {
    const problems = unreadable.map((field) => ({
      field,
      code: 'unreadable',
      message: `${field} holds a character that can't be read. Save the file as UTF-8 and upload it again.`,
    }));
    return { line, record, row: null, problems };
  }
  const read = parseBrokerRow(format, record, line);
  return read.ok
    ? { line, record, row: read.row, problems: [] }
    : { line, record, row: null, problems: read.problems };
}
