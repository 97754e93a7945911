import type { Cell } from './harmless.ts';

/** The form of a table's file. */
export type FileFormat = 'csv' | 'xlsx';

/** One column of a sheet. */
export interface SheetColumn {
  head: string;
  /** In characters. */
  width?: number;
  /** Of its numbers, as spreadsheets write it: `#,##0.00`. */
  format?: string;
}

/** What a table's file shows beside its lines. */
export interface Sheet {
  /** Of the sheet, at most 31 characters. */
  name: string;
  columns: readonly SheetColumn[];
  /** Columns that stay in sight. */
  stickyColumns?: number;
}

/** A part of a table. */
export interface Part {
  lines: Cell[][];
  /** The table's last line, such as totals. */
  last?: Cell[];
}
