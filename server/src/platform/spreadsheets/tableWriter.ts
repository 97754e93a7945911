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

/** What a writer knows after a piece, as JSON: another process goes on with it. */
export type KeptByWriter = Readonly<Record<string, number>> | null;

/** Writes a table's file piece by piece: the pieces behind each other are the file, however they are cut. */
export interface TableWriter {
  /** What stands before the lines. */
  begin(): Buffer;
  /** @param last the table's last line, such as totals: in bold where the form has it */
  lines(lines: readonly (readonly Cell[])[], last?: readonly Cell[]): Buffer;
  /** What stands behind the lines. */
  end(): Buffer;
  /** What is needed to go on behind the pieces so far. */
  kept(): KeptByWriter;
}
