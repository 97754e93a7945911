/** A schedule as comma-separated text, or as cells that were copied from a spreadsheet. */
import { readTable } from '../tables/index.ts';
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
/** The columns of the file. */
export const scheduleColumns = Object.keys(heads) as Array<keyof typeof heads>;

/** @returns the games, or in words why the text is none */
export function readScheduleText(text: string): { rows: ReadRow[] } | { problem: string } {
  const read = readTable(text, heads, ['date', 'home', 'away'], 'game');
  if ('problem' in read) return read;
  return { rows: read.rows.map((row) => ({ ...row, date: isoDay(row.date), time: clock(row.time) })) };
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
