/** Which columns have room: those that matter least leave first, and the others keep their width. */
import type { ColDef } from 'ag-grid-community';
import { type RefObject, useEffect, useMemo, useState } from 'react';

/** A column that may leave: the highest rank leaves first. Columns without a rank always stay. */
export type GridColumn<T> = ColDef<T> & { context?: { leaves?: number } };

/** The scroll bar's room, CSS pixels. */
const scrollBar = 14;
const usualWidth = 100;

const widthOf = <T>({ width, minWidth }: GridColumn<T>) => width ?? minWidth ?? usualWidth;

/** @param width of the grid, CSS pixels; 0 while it isn't measured: then all stay */
export function fittingColumns<T>(columns: readonly GridColumn<T>[], width: number): GridColumn<T>[] {
  if (width === 0) return [...columns];
  let needed = columns.reduce((sum, column) => sum + widthOf(column), scrollBar);
  const leaving = new Set<GridColumn<T>>();
  const byRank = columns
    .filter((column) => column.context?.leaves !== undefined)
    .sort((a, b) => (b.context?.leaves ?? 0) - (a.context?.leaves ?? 0));
  for (const column of byRank) {
    if (needed <= width) break;
    leaving.add(column);
    needed -= widthOf(column);
  }
  return columns.filter((column) => !leaving.has(column));
}

/** The columns that fit into this element, also when it gets narrower. */
export function useFittingColumns<T>(
  columns: readonly GridColumn<T>[],
  host: RefObject<HTMLElement | null>,
): GridColumn<T>[] {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [host]);
  const fits = fittingColumns(columns, width);
  const names = fits.map((column) => column.colId ?? column.field).join(' ');
  // Another width with the same columns changes nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared by name
  return useMemo(() => fits, [columns, names]);
}
