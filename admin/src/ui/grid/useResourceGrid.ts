/** What the grid shows of its list context: rows by part, the order of its columns, the cursor. */
import type { ColDef } from 'ag-grid-community';
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { type RaRecord, type SortPayload, useListContext } from 'react-admin';
import { useKeysWait } from '../shortcuts.tsx';
import { useFittingColumns } from './fittingColumns.ts';
import type { ResourceGridProps } from './gridProps.ts';
import { handleOf, useGridCursor } from './useGridCursor.ts';
import { useGridSource } from './useGridSource.ts';

export function useResourceGrid<T extends RaRecord>(props: ResourceGridProps<T>) {
  const { filter, sort } = useListContext<T>();
  const onCursor = useRef(props.onCursor);
  onCursor.current = props.onCursor;
  const cursor = useGridCursor<T>(onCursor);
  const filterText = JSON.stringify(filter ?? {});

  // What was under the cursor isn't in the new view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => onCursor.current?.(null), [filterText]);

  const { source, reading, wanted, total, error, readText } = useGridSource<T>(props, filterText, cursor);
  useKeysWait(readText !== filterText);
  useImperativeHandle(props.ref, () => handleOf(cursor, reading), [cursor, reading]);
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
