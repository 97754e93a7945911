import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A row of a source file by header. */
export type SourceRow = Readonly<Record<string, string>>;

/** Rows of a source file by header. */
export function readSource(folder: string, file: string): SourceRow[] {
  return parse(readFileSync(join(folder, file), 'utf8'), { columns: true, skip_empty_lines: true });
}

/**
 * A cell that must exist and not be empty.
 * @throws Error naming the column and the row when the source has another shape
 */
export function cell(row: SourceRow, column: string): string {
  const value = row[column];
  if (value === undefined || value === '') throw new Error(`no ${column} in ${JSON.stringify(row)}`);
  return value;
}

/** A name as part of an address: `Levi's Stadium` is `levis-stadium`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
    .replace(/&/g, ' ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * The value of a key.
 * @throws Error when it is missing, because two sources disagree
 */
export function need<Value>(map: ReadonlyMap<string, Value>, key: string, what: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`no ${what} for ${key}`);
  return value;
}
