/** What pages give to the grid, and how they steer it. */
import type { ReactNode, Ref } from 'react';
import type { RaRecord } from 'react-admin';
import type { GridColumn } from './fittingColumns.ts';
import type { RowChange } from './gridRows.ts';
import type { FactsChange } from './gridSource.ts';

/** How a page moves the cursor and refreshes rows. */
export interface GridHandle<T extends RaRecord> {
  /** Moves the cursor by rows; stops at the ends. @returns the row it stands on */
  move(by: number): T | null;
  cursor(): T | null;
  edit(column: string): void;
  /** Reads the rows again and keeps the position. */
  refresh(): void;
  /** Draws these rows again because what stands beside them changed. */
  redraw(ids?: readonly string[]): void;
  redrawCells(id: string, columns: readonly string[]): void;
  loadedRows(): T[];
  /** Shows a row as it is known to be now, until the server is asked again. */
  put(row: T): void;
  /** Shows what an own action left of the rows, without asking the server. */
  change(change: RowChange<T>, facts?: FactsChange): void;
  focus(): void;
  /** Releases the focus to a panel; otherwise the grid takes it back when its columns change. The cursor stays. */
  release(): void;
}

/** The columns of a list, and its callbacks to the page. Resource, filters and order come from the list context. */
export interface ResourceGridProps<T extends RaRecord> {
  label: string;
  columns: readonly GridColumn<T>[];
  /** What cell renderers look at beside the row; kept the same object. */
  context?: unknown;
  rowMark?: (row: T) => string | undefined;
  /** The last line, of the whole view: it stands below the columns that it sums up. */
  totals?: Record<string, unknown>;
  onCursor?: (row: T | null) => void;
  /** A click on a cell that is no link or button of its own. */
  onPress?: (row: T, column: string) => void;
  /** A double click. */
  onOpen?: (row: T, column: string) => void;
  empty: ReactNode;
  ref?: Ref<GridHandle<T>>;
  /** Its list can leave totals out: only the first part of a view asks for them. */
  asksTotalsOnce?: boolean;
  /** Takes the focus when its first rows are here. */
  takesFocus?: boolean;
}
