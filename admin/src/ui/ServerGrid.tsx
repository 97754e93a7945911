/**
 * AG Grid over a list of the API: the infinite row model asks the server for pages, order and filters.
 * The focused cell is the cursor; pages move it with j and k, and the row under it wears the focus frame.
 */
import type {
  CellFocusedEvent,
  ColDef,
  GridApi,
  GridReadyEvent,
  IDatasource,
  RowClassParams,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { type RaRecord, useDataProvider } from 'react-admin';
import type { ListFacts } from '../dataProvider/index.ts';
import { ErrorMessage } from './ErrorMessage.tsx';
import { isNowhere, leaveToPage, movingKeys } from './gridKeys.ts';
import { gridTheme } from './gridTheme.ts';
import type { GridHandle, ServerGridProps } from './serverGridProps.ts';
import { useKeysWait } from './shortcuts.tsx';
import './grid.css';

const blockSize = 100;

const rowIdOf = ({ data }: { data: RaRecord }) => String(data.id);

export function ServerGrid<T extends RaRecord>(props: ServerGridProps<T>) {
  const dataProvider = useDataProvider();
  const provider = useRef(dataProvider);
  provider.current = dataProvider;
  const api = useRef<GridApi<T> | null>(null);
  const cursorAt = useRef<number | null>(null);
  /** When a person last moved in the grid: the grid also moves its focus by itself, when editing ends or columns change. */
  const movedAt = useRef(Number.NEGATIVE_INFINITY);
  const wanted = useRef(props);
  wanted.current = props;
  const [total, setTotal] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const filterText = JSON.stringify(props.filter);
  const [readText, setReadText] = useState<string | null>(null);
  useKeysWait(readText !== filterText);

  const rowAt = useCallback((index: number | null): T | null => {
    if (index === null) return null;
    return api.current?.getDisplayedRowAtIndex(index)?.data ?? null;
  }, []);
  /** The cursor is on this row now: it wears the frame, and the page knows it. */
  const stand = useCallback(
    (index: number) => {
      cursorAt.current = index;
      for (const row of document.querySelectorAll<HTMLElement>('.ag-row'))
        row.classList.toggle('row-cur', row.getAttribute('row-index') === String(index));
      wanted.current.onCursor?.(rowAt(index));
    },
    [rowAt],
  );
  const goTo = useCallback(
    (index: number): T | null => {
      // A grid that was just replaced has no columns any more.
      const grid = api.current?.isDestroyed() ? null : api.current;
      const column = grid?.getAllDisplayedColumns().find((each) => each.getColId() !== 'pick');
      if (!grid || !column) return null;
      grid.ensureIndexVisible(index);
      grid.setFocusedCell(index, column);
      // The grid says nothing when it already stood there.
      stand(index);
      return rowAt(index);
    },
    [rowAt, stand],
  );

  useImperativeHandle(
    props.ref,
    (): GridHandle<T> => ({
      move(by) {
        const last = (api.current?.getDisplayedRowCount() ?? 0) - 1;
        if (last < 0) return null;
        return goTo(Math.min(last, Math.max(0, (cursorAt.current ?? -1) + by)));
      },
      cursor: () => rowAt(cursorAt.current),
      edit(column) {
        if (cursorAt.current !== null)
          api.current?.startEditingCell({ rowIndex: cursorAt.current, colKey: column });
      },
      refresh: () => api.current?.refreshInfiniteCache(),
      redraw(ids) {
        const nodes = ids?.flatMap((id) => api.current?.getRowNode(id) ?? []);
        api.current?.redrawRows(nodes ? { rowNodes: nodes } : undefined);
      },
      redrawCells(id, columns) {
        const node = api.current?.getRowNode(id);
        if (node) api.current?.refreshCells({ rowNodes: [node], columns: [...columns], force: true });
      },
      loadedRows() {
        const rows: T[] = [];
        api.current?.forEachNode((node) => node.data && rows.push(node.data));
        return rows;
      },
      put: (row) => api.current?.getRowNode(String(row.id))?.setData(row),
      focus: () => goTo(cursorAt.current ?? 0),
      release: () => api.current?.clearFocusedCell(),
    }),
    [goTo, rowAt],
  );

  // What was under the cursor isn't in the new view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => wanted.current.onCursor?.(null), [filterText]);

  // A new source is a new question: other filters begin at the top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filter is compared as text
  const source = useMemo<IDatasource>(() => {
    cursorAt.current = null;
    api.current?.clearFocusedCell();
    /** What was last read of each part, by where it starts and its order: shown on while nothing answers. */
    const kept = new Map<string, { data: T[]; total: number }>();
    return {
      async getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
        const first = sortModel[0];
        const { resource, sort } = wanted.current;
        const part = `${startRow} ${first?.colId} ${first?.sort}`;
        try {
          const answer = await provider.current.getList<T>(resource, {
            pagination: { page: Math.floor(startRow / blockSize) + 1, perPage: endRow - startRow },
            sort: first
              ? { field: first.colId, order: first.sort.toUpperCase() as 'ASC' | 'DESC' }
              : { field: sort.field, order: sort.order.toUpperCase() as 'ASC' | 'DESC' },
            filter: {
              ...JSON.parse(filterText),
              ...(wanted.current.asksTotalsOnce && startRow > 0 ? { totals: false } : {}),
            },
          });
          setError(null);
          setTotal(answer.total ?? 0);
          wanted.current.onFacts?.({ ...(answer.meta as ListFacts), total: answer.total ?? 0 });
          kept.set(part, { data: answer.data, total: answer.total ?? 0 });
          successCallback(answer.data, answer.total);
          // The row under the cursor may read differently now.
          const under = rowAt(cursorAt.current);
          if (under) wanted.current.onCursor?.(under);
          if (cursorAt.current === null && answer.data.length > 0 && wanted.current.takesFocus && isNowhere())
            setTimeout(() => goTo(0), 0);
          setReadText(filterText);
        } catch (refusal) {
          setReadText(filterText);
          const before = kept.get(part);
          if (before) {
            successCallback(before.data, before.total);
            return;
          }
          setError(refusal);
          failCallback();
        }
      },
    };
  }, [filterText, props.resource, goTo, rowAt]);

  const focused = useCallback(
    (event: CellFocusedEvent<T>) => {
      if (event.rowPinned || event.rowIndex === null || event.rowIndex === cursorAt.current) return;
      if (performance.now() - movedAt.current < 250) stand(event.rowIndex);
    },
    [stand],
  );

  const rowClass = useCallback(
    (params: RowClassParams<T>) =>
      [
        params.data ? (wanted.current.rowMark?.(params.data) ?? '') : '',
        !params.node.rowPinned && params.node.rowIndex === cursorAt.current ? 'row-cur' : '',
      ].filter(Boolean),
    [],
  );
  const defaults = useMemo<ColDef<T>>(
    () => ({
      sortable: false,
      resizable: true,
      suppressHeaderMenuButton: true,
      suppressMovable: true,
      suppressKeyboardEvent: leaveToPage,
    }),
    [],
  );
  const columns = useMemo(
    () =>
      props.columns.map((column) =>
        column.sortable
          ? {
              ...column,
              initialSort: (column.colId ?? column.field) === props.sort.field ? props.sort.order : undefined,
            }
          : column,
      ),
    [props.columns, props.sort.field, props.sort.order],
  );
  return (
    <div className="grid">
      <div
        className="ag-host"
        onMouseDownCapture={() => {
          movedAt.current = performance.now();
        }}
        onKeyDownCapture={({ key, target }) => {
          if (movingKeys.test(key) && !(target instanceof HTMLInputElement))
            movedAt.current = performance.now();
        }}
      >
        <AgGridReact<T>
          theme={gridTheme}
          rowModelType="infinite"
          cacheBlockSize={blockSize}
          datasource={source}
          columnDefs={columns}
          defaultColDef={defaults}
          context={props.context}
          getRowId={rowIdOf}
          getRowClass={rowClass}
          pinnedBottomRowData={props.totals ? [props.totals as unknown as T] : undefined}
          alwaysShowVerticalScroll
          scrollbarWidth={12}
          animateRows={false}
          suppressCellFocus={false}
          enterNavigatesVertically={false}
          stopEditingWhenCellsLoseFocus
          suppressClickEdit
          onGridReady={(event: GridReadyEvent<T>) => {
            api.current = event.api;
            event.api.setGridAriaProperty('label', props.label);
          }}
          onCellFocused={focused}
          onRowDoubleClicked={(event) => event.data && wanted.current.onOpen?.(event.data)}
          onSortChanged={(event) => {
            const sorted = event.api.getColumnState().find((column) => column.sort);
            if (sorted?.sort)
              wanted.current.onSort?.({
                field: sorted.colId,
                order: sorted.sort === 'desc' ? 'desc' : 'asc',
              });
          }}
        />
      </div>
      {error !== null && total === null && (
        <div className="grid-over">
          <ErrorMessage
            what="These rows couldn’t be loaded."
            error={error}
            retry={() => api.current?.purgeInfiniteCache()}
          />
        </div>
      )}
      {total === 0 && <div className="grid-over">{props.empty}</div>}
    </div>
  );
}
