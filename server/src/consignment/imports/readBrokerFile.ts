/** A stranger's file, taken apart into lines. Nothing of it is believed yet. */
import { setImmediate as nextTurn } from 'node:timers/promises';

import {
  type BrokerFormat,
  type BrokerProblem,
  type BrokerRow,
  parseBrokerRow,
  recogniseFormat,
} from '@holdfast/shared/consignment/broker';
import { parse } from 'csv-parse/sync';
import { fieldsRefused, Problem } from '../../platform/problem.ts';

/** One line, read: `row` where it makes sense by itself, else every problem of it. */
export interface ReadLine {
  /** In the file; the header is 1. */
  line: number;
  /** As it stood in the file, by header. */
  record: Record<string, string>;
  row: BrokerRow | null;
  problems: Array<Pick<BrokerProblem, 'field' | 'message'> & { code: string }>;
}

export interface ReadFile {
  format: BrokerFormat['name'];
  lines: ReadLine[];
}

/** More is a catalogue, not a file of one consignor; it also bounds one dry run to about a second. */
const mostLines = 20_000;
/** Characters of one line: a quote that is never closed must not swallow the file. */
const longestRecord = 20_000;

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

/**
 * @throws Problem `file_not_recognised` for a file that is no CSV, has an unknown header or names no events;
 *   `validation_failed` for one with no lines, or too many
 */
export async function readBrokerFile(content: string): Promise<ReadFile> {
  const [header, ...records] = parseRecords(content);
  const headers = header?.record.map((cell) => cell.trim()) ?? [];
  const recognised = recogniseFormat(headers);
  if (!recognised.ok)
    throw new Problem('file_not_recognised', `${recognised.message} Nothing was taken in.`, {
      columns: recognised.columns,
    });
  const { format } = recognised;
  if (format.name === 'seatRange')
    throw new Problem(
      'file_not_recognised',
      'This file names seats, but not the games that they are for. Export it with event_name, venue_name and event_date.',
    );
  if (records.length === 0) throw refused('The file has a header, but no lines below it.');
  if (records.length > mostLines)
    throw refused(`The file has ${records.length} lines. Split it into files of at most ${mostLines}.`);
  const lines: ReadLine[] = [];
  for (const { record, info } of records) {
    lines.push(readLine(format, headers, record, info.lines));
    await letOthersIn(lines.length);
  }
  return { format: format.name, lines };
}

/** A long file shares the process with fans who hold tickets: every so many lines they have a turn. */
export async function letOthersIn(line: number): Promise<void> {
  if (line % 250 === 0) await nextTurn();
}

function parseRecords(content: string): ParsedRecord[] {
  // PostgreSQL keeps neither NUL nor half a surrogate pair; the character in their place is refused below.
  const text = content.toWellFormed().replaceAll('\u0000', '\uFFFD');
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      max_record_size: longestRecord,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    const where = lines === undefined ? '' : ` near line ${lines}`;
    throw new Problem(
      'file_not_recognised',
      `The file can't be read as CSV${where}: ${message.slice(0, 200)} Nothing was taken in.`,
    );
  }
}

/** The commonest of the three in the first line. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 10_000).split('\n', 1)[0] ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function readLine(format: BrokerFormat, headers: string[], cells: string[], line: number): ReadLine {
  const record = Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? '']));
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

const refused = (message: string) => fieldsRefused([{ field: 'content', code: 'line_count', message }]);
