/** What the grid shows of its list context: rows by part, the order of its columns, the cursor. */
import type { ColDef } from 'ag-grid-community';
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { type RaRecord, type SortPayload, useListContext } from 'react-admin';
import { useKeysWait } from '../shortcuts.tsx';
import { useFittingColumns } from './fittingColumns.ts';
import { isNowhere } from './gridKeys.ts';
import type { ResourceGridProps } from './gridProps.ts';
import { createGridSource } from './gridSource.ts';
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
  useImperativeHandle(props.ref, () => handleOf(cursor), [cursor]);

  // What was under the cursor isn't in the new view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => onCursor.current?.(null), [filterText]);

  const parts = useListParts<T>(resource, filterText, props.asksTotalsOnce ?? false);
  // A new source is a new question: other filters begin at the top.
  const source = useMemo(() => {
    cursor.forget();
    return createGridSource<T>(parts, {
      sort: () => wanted.current.sort,
      onRead(rows, found) {
        setError(null);
        setTotal(found);
        // The row under the cursor may read differently now.
        const under = cursor.row();
        if (under) onCursor.current?.(under);
        if (cursor.at.current === null && rows.length > 0 && wanted.current.takesFocus && isNowhere())
          setTimeout(() => cursor.goTo(0), 0);
      },
      onRefused: setError,
      onAnswer: () => setReadText(filterText),
    });
  }, [parts, cursor, filterText]);

  const host = useRef<HTMLDivElement>(null);
  const fitting = useFittingColumns<T>(props.columns, host);
  const columns = useSortedColumns(fitting, sort);
  useHiddenOrder(fitting, sort, () => cursor.api.current?.purgeInfiniteCache());
  return { host, cursor, source, columns, total, error, wanted };
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
