/** A schedule as comma-separated text, or as cells that were copied from a spreadsheet. */
import type { ReadRow } from './contract.ts';

/** The columns of the file in their order, and the names that other files give them. */
const heads = {
  id: ['id', 'game id'],
  date: ['date', 'day', 'game date'],
  time: ['time', 'start', 'start time', 'kickoff'],
  away: ['away', 'visitor', 'away team', 'visiting team'],
  home: ['home', 'home team'],
  venue: ['venue', 'stadium', 'arena', 'location'],
} as const satisfies Record<keyof ReadRow, readonly string[]>;
type Column = keyof typeof heads;
/** The columns of the file. */
export const scheduleColumns = Object.keys(heads) as Column[];

/** @returns the games, or in words why the text is none */
export function readScheduleText(text: string): { rows: ReadRow[] } | { problem: string } {
  const plain = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(plain);
  const [first, ...lines] = cellsOf(plain, separator).filter((cells) =>
    cells.some((cell) => cell.trim() !== ''),
  );
  if (!first) return { problem: 'The file is empty.' };
  const columns = first.map((head) => columnOf(head));
  const missing = (['date', 'home', 'away'] as const).filter((name) => !columns.includes(name));
  if (missing.length > 0)
    return {
      problem: `The first line names the columns; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Use ${scheduleColumns.join(', ')}.`,
    };
  if (lines.length === 0) return { problem: 'There is no game below the first line.' };
  return { rows: lines.map((cells) => rowOf(columns, cells)) };
}

function rowOf(columns: ReadonlyArray<Column | null>, cells: readonly string[]): ReadRow {
  const row: ReadRow = { id: '', date: '', time: '', home: '', away: '', venue: '' };
  // An export puts a quote before a text that a spreadsheet would run.
  for (const [at, column] of columns.entries())
    if (column) row[column] = (cells[at] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
  return { ...row, date: isoDay(row.date), time: clock(row.time) };
}

function columnOf(head: string): Column | null {
  const plain = head.trim().toLowerCase();
  return scheduleColumns.find((column) => (heads[column] as readonly string[]).includes(plain)) ?? null;
}

/** What occurs most in the first line; a comma where none does. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
}

/** Source: RFC 4180; a quote that isn't closed ends with the text. */
function cellsOf(text: string, separator: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endLine = () => {
    lines.push([...line, cell]);
    line = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator) {
      line.push(cell);
      cell = '';
    } else if (sign === '\n') endLine();
    else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || line.length > 0) endLine();
  return lines;
}

/** `12/5/2026` (month first, as leagues' files have it) is 2026-12-05; what isn't understood stays, to be refused by name. */
export function isoDay(text: string): string {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  return us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : text.trim();
}

/** `7:30 PM` is 19:30; TBD, TBA and nothing are a time that isn't known. */
export function clock(text: string): string {
  const plain = text.trim();
  if (/^(tbd|tba|tbc)?$/i.test(plain)) return '';
  const read = /^(\d{1,2}):(\d{2})(?::00)?\s*([ap])?\.?m?\.?$/i.exec(plain);
  if (!read) return plain;
  const half = read[3]?.toLowerCase();
  const hour = Number(read[1]);
  if (half && (hour < 1 || hour > 12)) return plain;
  const hours = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${String(hours).padStart(2, '0')}:${read[2]}`;
}
