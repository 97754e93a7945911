/** What the thread that reads a file and the one that plans its rows say to each other. */
import type { ColumnEvidence, DecimalMark } from '@holdfast/shared/imports/broker';
import type { Encoding, Source } from '../source.ts';
import type { Sheet } from './workbook.ts';

/** One record of a file. */
export interface FileRecord {
  cells: string[];
  /** In the file; the header is 1. */
  line: number;
  /** A quote stands in the middle of a cell. */
  isTorn?: boolean;
}

/** What one pass over the whole file tells of it. */
export interface Survey {
  /** Null for a workbook. */
  encoding: Encoding | null;
  /** Empty for a CSV file. */
  sheets: Sheet[];
  /** The sheet that is read. */
  sheet: string | null;
  header: string[];
  /** The first rows, cell by cell. */
  samples: string[][];
  rows: number;
  /** By column, in the order of the header. */
  columns: ColumnEvidence[];
}

/** To the reading thread. */
export type Request =
  | { type: 'part'; bytes: Uint8Array }
  | { type: 'survey'; source: Source; sheet: string | null }
  | { type: 'read'; mark: DecimalMark }
  | { type: 'next' };

/** From the reading thread: one answer to each request but `part` and `read`. */
export type Answer =
  | { type: 'survey'; survey: Survey }
  | { type: 'records'; records: FileRecord[]; isLast: boolean }
  | { type: 'refused'; message: string };
