/** Reads a workbook: its sheets by name, and the cells of one of them as a CSV of that sheet would say them. */
import type { DecimalMark } from '@holdfast/shared/imports/broker';
import { readSheet } from 'read-excel-file/node';
import {
  mostCells,
  mostColumns,
  mostLines,
  tooManyCells,
  tooManyColumns,
  tooManyLines,
  Unreadable,
} from './limits.ts';
import { type Parts, unpackWorkbook } from './unpackWorkbook.ts';

/** A cell with its type: only texts say how the file writes amounts and dates. */
export type TypedCell = string | number | boolean | Date | null;

/** A sheet of a workbook. */
export interface Sheet {
  name: string;
  isHidden: boolean;
  isEmpty: boolean;
}

/** An opened workbook. */
export interface Workbook {
  sheets: Sheet[];
  sheet: string;
  rows: TypedCell[][];
}

/**
 * @param wanted the sheet that a person chose; else the first visible one with cells
 * @throws Unreadable
 */
export async function openWorkbook(bytes: Buffer, wanted: string | null): Promise<Workbook> {
  const parts = unpackWorkbook(bytes);
  const found = sheetsOf(parts);
  const chosen =
    found.find(({ name }) => name === wanted) ??
    found.find(({ isHidden, isEmpty }) => !isHidden && !isEmpty) ??
    found[0];
  if (!chosen?.part) throw noSheet();
  const errors = surveySheet(chosen.part);
  const rows = (await readSheet(bytes, found.indexOf(chosen) + 1).catch((error: Error) => {
    throw new Unreadable(
      `The workbook can't be read: ${error.message.slice(0, 200)} Save it as CSV and upload that.`,
    );
  })) as TypedCell[][];
  // The library reads a cell with an error value as an empty one.
  for (const { row, column, text } of errors) {
    const cells = rows[row - 1];
    if (!cells) continue;
    while (cells.length < column) cells.push(null);
    cells[column - 1] = text;
  }
  return {
    sheet: chosen.name,
    sheets: found.map(({ name, isHidden, isEmpty }) => ({ name, isHidden, isEmpty })),
    rows,
  };
}

const noSheet = () => new Unreadable('This workbook has no sheet. Save it anew, or as CSV, and upload that.');

/** The sheets in the order of their tabs, each with its part of the archive. */
function sheetsOf(parts: Parts): Array<Sheet & { part: Buffer | undefined }> {
  const text = (name: string) => parts.get(name)?.toString('utf8') ?? '';
  const targets = new Map(
    [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/'),
    ]),
  );
  return [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].slice(0, 200).map(([tag]) => {
    const part = parts.get(targets.get(attribute(tag, '\\w+:id')) ?? '');
    return {
      name: unescaped(attribute(tag, 'name')),
      isHidden: /hidden/i.test(attribute(tag, 'state')),
      isEmpty: !part || !['<v>', '<v ', '<is>', ':v>'].some((tag) => part.includes(tag)),
      part,
    };
  });
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}=("([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(2)
    .find((text) => text !== undefined) ?? '';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');

interface ErrorCell {
  row: number;
  column: number;
  text: string;
}

const windowBytes = 4 * 1024 * 1024;
/** Longer than any tag of a cell with its error value. */
const overlap = 1024;

/**
 * Looks at the addresses of all cells with a value, before the library lays out rows up to the farthest of them: one cell
 * at XFD1048576 would take 17 billion.
 * @returns the cells with an error value
 * @throws Unreadable beyond the limits
 */
function surveySheet(part: Buffer): ErrorCell[] {
  const errors: ErrorCell[] = [];
  let cells = 0;
  const cell =
    /<(?:\w+:)?c\b([^>]*[^>/])>(?:<(?:\w+:)?f\b[^>]*(?:\/>|>[^<]*<\/(?:\w+:)?f>))?(?:<(?:\w+:)?v[^>]*>([^<]{0,40}))?/g;
  for (let start = 0; start < part.length; start += windowBytes) {
    const text = part.toString('latin1', start, start + windowBytes + overlap);
    cell.lastIndex = 0;
    for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
      // The next window begins with it.
      if (found.index >= windowBytes) break;
      const [, attributes = '', value = ''] = found;
      const [, letters = '', digits = ''] = /\br=["']([A-Z]{1,4})(\d{1,9})["']/.exec(attributes) ?? [];
      cells += 1;
      if (cells > mostCells) throw tooManyCells();
      const [row, column] = [Number(digits), columnNumber(letters)];
      if (column > mostColumns) throw tooManyColumns(row);
      if (row > mostLines + 1) throw tooManyLines();
      if (/\bt=["']e["']/.test(attributes)) errors.push({ row, column, text: value });
    }
  }
  refuseFarRows(part);
  return errors;
}

/** Rows without cells are laid out too. */
function refuseFarRows(part: Buffer): void {
  for (let start = 0; start < part.length; start += windowBytes) {
    const text = part.toString('latin1', start, start + windowBytes + overlap);
    for (const [, attributes = ''] of text.matchAll(/<(?:\w+:)?row\b([^>]*)>/g)) {
      const row = Number(/\br=["'](\d{1,9})["']/.exec(attributes)?.[1] ?? 0);
      if (row > 1_048_576) throw tooManyLines();
    }
  }
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/**
 * A cell as a CSV file of the same sheet would say it.
 * @param mark the decimal mark of the file's own texts
 */
export function cellText(value: TypedCell, mark: DecimalMark): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'Y' : 'N';
  if (typeof value === 'number') return numberText(value).replace('.', mark);
  return value;
}

/** A number of a workbook reads one way; with three decimals its text wouldn't. */
function numberText(value: number): string {
  const text = String(value);
  return /^\d+\.\d{3}$/.test(text) ? `${text}0` : text;
}

/**
 * A workbook's times have no zone; the library gives them as if they were UTC. Excel counts in days as a binary fraction:
 * 19:00 comes as 18:59:59.999, so seconds are rounded.
 */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}
