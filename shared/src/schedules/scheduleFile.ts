/** A schedule as comma-separated text, as cells that were copied from a spreadsheet, or as those of a file. */
import { tableCells } from '../tables/index.ts';
import type { ReadRow } from './contract.ts';

/** The columns of the file in their order, and the names that other files give them, the surest first. */
const heads = {
  id: ['id', 'game id'],
  date: ['date', 'game date', 'gameday', 'day'],
  time: ['time', 'start', 'start time', 'kickoff', 'start local', 'local start'],
  away: ['away', 'visitor', 'away team', 'visiting team'],
  home: ['home', 'home team'],
  venue: ['venue', 'stadium', 'arena', 'location'],
} as const satisfies Record<keyof ReadRow, readonly string[]>;
type Column = keyof typeof heads;
/** The columns of the file. */
export const scheduleColumns = Object.keys(heads) as Column[];

/** @returns the games, or in words why the text is none */
export function readScheduleText(text: string): { rows: ReadRow[] } | { problem: string } {
  return readScheduleCells(tableCells(text));
}

/** @param lines the cells of each line, the names of the columns first @returns as `readScheduleText` */
export function readScheduleCells(
  lines: ReadonlyArray<readonly string[]>,
): { rows: ReadRow[] } | { problem: string } {
  const [first, ...others] = lines.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  if (!first) return { problem: 'The file is empty.' };
  const places = placesOf(first);
  const missing = (['date', 'home', 'away'] as const).filter(
    // A start is a day and a time in one cell.
    (name) => places[name] === undefined && !(name === 'date' && places.time !== undefined),
  );
  if (missing.length > 0)
    return {
      problem: `The first line names the columns; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing. Use ${scheduleColumns.join(', ')}.`,
    };
  if (others.length === 0) return { problem: 'There is no game below the first line.' };
  return { rows: others.map((cells) => rowOf(places, cells)) };
}

type Places = Partial<Record<Column, number>>;

/** Where each column stands; of two that could be meant the one with the surer name. */
function placesOf(first: readonly string[]): Places {
  const named = first.map((head) => head.trim().toLowerCase().replaceAll('_', ' '));
  const places: Places = {};
  for (const column of scheduleColumns) {
    const head = heads[column].find((name) => named.includes(name));
    if (head !== undefined) places[column] = named.indexOf(head);
  }
  return places;
}

function rowOf(places: Places, cells: readonly string[]): ReadRow {
  // An export puts a quote before a text that a spreadsheet would run.
  const cell = (column: Column) => (cells[places[column] ?? -1] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
  const [date, time] = [isoDay(cell('date')), clock(cell('time'))];
  const id = cell('id');
  return {
    // Other companies have ids of their own.
    id: id.startsWith('evt_') ? id : '',
    date: dayOfStart(date) ?? (date || dayOfStart(cell('time')) || ''),
    time: time || (places.time === undefined ? (clockOfStart(date) ?? '') : ''),
    home: cell('home'),
    away: cell('away'),
    venue: cell('venue'),
  };
}

const start = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/;
const dayOfStart = (text: string): string | null => start.exec(text)?.[1] ?? null;
/** Spreadsheets write a day as its midnight, and a time alone as one of 1899. */
const clockOfStart = (text: string): string | null => start.exec(text)?.[2] ?? null;

/** `12/5/2026` (month first, as leagues' files have it) is 2026-12-05; what isn't understood stays, to be refused by name. */
export function isoDay(text: string): string {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  return us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : text.trim();
}

/** `7:30 PM` is 19:30; TBD, TBA and nothing are a time that isn't known. */
export function clock(text: string): string {
  const plain = text.trim();
  if (/^(tbd|tba|tbc)?$/i.test(plain)) return '';
  const fromStart = clockOfStart(plain);
  if (fromStart !== null) return fromStart;
  // A spreadsheet's time is a part of a day.
  if (/^0?\.\d{2,}$/.test(plain)) return clockOfPart(Number(plain));
  const read = /^(\d{1,2}):(\d{2})(?::00)?\s*([ap])?\.?m?\.?$/i.exec(plain);
  if (!read) return plain;
  const half = read[3]?.toLowerCase();
  const hour = Number(read[1]);
  if (half && (hour < 1 || hour > 12)) return plain;
  const hours = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return `${String(hours).padStart(2, '0')}:${read[2]}`;
}

function clockOfPart(ofDay: number): string {
  const minutes = Math.round(ofDay * 24 * 60) % (24 * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
