/** What the grid shows of its list context: rows by part, the order of its columns, the cursor. */
import type { ColDef } from 'ag-grid-community';
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { type RaRecord, type SortPayload, useListContext } from 'react-admin';
import { flushSync } from 'react-dom';
import { keptKeys } from '../earlyKeys.ts';
import { useKeysWait } from '../shortcuts.tsx';
import { useFittingColumns } from './fittingColumns.ts';
import { isNowhere } from './gridKeys.ts';
import type { ResourceGridProps } from './gridProps.ts';
import { createGridSource, type GridSource } from './gridSource.ts';
import { rowHeight } from './gridTheme.ts';
import { useListParts } from './listParts.ts';
import { handleOf, useGridCursor } from './useGridCursor.ts';

export function useResourceGrid<T extends RaRecord>(props: ResourceGridProps<T>) {
  const { resource, filter, sort } = useListContext<T>();
  const wanted = useRef({ ...props, sort });
  wanted.current = { ...props, sort };
  const onCursor = useRef(props.onCursor);
  onCursor.current = props.onCursor;
  const cursor = useGridCursor<T>(onCursor);
  const [total, setTotal] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const filterText = JSON.stringify(filter ?? {});
  const [readText, setReadText] = useState<string | null>(null);
  useKeysWait(readText !== filterText);
  const reading = useRef<GridSource<T> | null>(null);
  useImperativeHandle(props.ref, () => handleOf(cursor, reading), [cursor]);

  // What was under the cursor isn't in the new view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => onCursor.current?.(null), [filterText]);

  /** Lets go of the keys that were kept while rows were put in their place. */
  const shown = useRef<(() => void) | null>(null);
  /** The row that comes to the top with what is read next, so that the eye finds its place again. */
  const atTop = useRef<number | null>(null);
  const parts = useListParts<T>(resource, filterText, props.asksTotalsOnce ?? false);
  // A new source is a new question: other filters begin at the top.
  const source = useMemo(() => {
    cursor.forget();
    reading.current = createGridSource<T>(parts, {
      sort: () => wanted.current.sort,
      onRead(rows, found) {
        setError(null);
        setTotal(found);
        // The row under the cursor may be another one now, or read differently. Before keys that were kept for it.
        const settle = () => {
          if (atTop.current !== null) cursor.api.current?.ensureIndexVisible(atTop.current, 'top');
          atTop.current = null;
          cursor.settle(found);
        };
        if (shown.current) flushSync(settle);
        else settle();
        if (cursor.at.current === null && rows.length > 0 && wanted.current.takesFocus && isNowhere())
          setTimeout(() => cursor.goTo(0), 0);
      },
      onRefused: setError,
      onAnswer() {
        setReadText(filterText);
        shown.current?.();
        shown.current = null;
      },
      show(whereNow) {
        const grid = cursor.api.current;
        if (!grid || grid.isDestroyed()) return;
        const top = Math.floor(grid.getVerticalPixelRange().top / rowHeight);
        const now = whereNow ? whereNow(top) : top;
        if (top > 0 && now !== top) atTop.current = Math.max(0, now);
        // A key that is pressed before they are shown is meant for the rows to come.
        shown.current ??= keptKeys.wait();
        grid.refreshInfiniteCache();
      },
    });
    return reading.current;
  }, [parts, cursor, filterText]);
  useEffect(
    () => () => {
      shown.current?.();
      shown.current = null;
    },
    [],
  );
  const readAgain = () => {
    reading.current?.forget();
    cursor.api.current?.purgeInfiniteCache();
  };

  const host = useRef<HTMLDivElement>(null);
  const fitting = useFittingColumns<T>(props.columns, host);
  const columns = useSortedColumns(fitting, sort);
  useHiddenOrder(fitting, sort, readAgain);
  return { host, cursor, source, columns, total, error, wanted, readAgain };
}

const idOf = <T>(column: ColDef<T>) => column.colId ?? column.field;

/** The list's order, on the head of its column. */
function useSortedColumns<T>(columns: readonly ColDef<T>[], { field, order }: SortPayload): ColDef<T>[] {
  return useMemo(
    () =>
      columns.map((column) =>
        column.sortable
          ? { ...column, sort: idOf(column) === field ? (order === 'DESC' ? 'desc' : 'asc') : null }
          : column,
      ),
    [columns, field, order],
  );
}

/** An order by a column that isn't shown: the grid doesn't know of it, so it must be asked to read again. */
function useHiddenOrder<T>(
  columns: readonly ColDef<T>[],
  { field, order }: SortPayload,
  readAgain: () => void,
): void {
  const before = useRef(`${field} ${order}`);
  const isShown = columns.some((column) => column.sortable && idOf(column) === field);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per order
  useEffect(() => {
    if (before.current === `${field} ${order}`) return;
    before.current = `${field} ${order}`;
    if (!isShown) readAgain();
  }, [field, order]);
}
