/**
 * The grid's cursor: the row of the focused cell, which wears the focus frame. The grid also moves its focus by itself,
 * when editing ends or columns change; only a person moves the cursor.
 */
import type { CellFocusedEvent, GridApi } from 'ag-grid-community';
import { type KeyboardEvent, type RefObject, useCallback, useMemo, useRef } from 'react';
import type { RaRecord } from 'react-admin';
import { movingKeys } from './gridKeys.ts';
import type { GridHandle } from './gridProps.ts';
import type { GridSource } from './gridSource.ts';

/** A focus that comes later than this after a person's key or press is the grid's own, in milliseconds. */
const ownFocusMs = 250;

export interface GridCursor<T extends RaRecord> {
  api: RefObject<GridApi<T> | null>;
  /** The index of its row; null: it is nowhere. */
  at: RefObject<number | null>;
  row(): T | null;
  goTo(index: number): T | null;
  /** Rows were read: it goes with its row, or stands on the one that took its place. @param total how many rows there are */
  settle(total: number): void;
  /** Nothing of the view that it stood in is left. */
  forget(): void;
  onCellFocused(event: CellFocusedEvent<T>): void;
  onMouseDownCapture(): void;
  onKeyDownCapture(event: KeyboardEvent): void;
}

export function useGridCursor<T extends RaRecord>(
  onCursor: RefObject<((row: T | null) => void) | undefined>,
): GridCursor<T> {
  const api = useRef<GridApi<T> | null>(null);
  const at = useRef<number | null>(null);
  /** The id of its row. */
  const on = useRef<string | null>(null);
  const movedAt = useRef(Number.NEGATIVE_INFINITY);
  const row = useCallback((): T | null => {
    if (at.current === null) return null;
    return api.current?.getDisplayedRowAtIndex(at.current)?.data ?? null;
  }, []);
  const stand = useCallback(
    (index: number) => {
      at.current = index;
      for (const each of document.querySelectorAll<HTMLElement>('.ag-row'))
        each.classList.toggle('row-cur', each.getAttribute('row-index') === String(index));
      const under = index < 0 ? null : row();
      on.current = under ? String(under.id) : null;
      onCursor.current?.(under);
    },
    [row, onCursor],
  );
  return useMemo(
    () => ({
      api,
      at,
      row,
      goTo(index) {
        // A grid that was just replaced has no columns any more.
        const grid = api.current?.isDestroyed() ? null : api.current;
        const column = grid?.getAllDisplayedColumns().find((each) => each.getColId() !== 'pick');
        if (!grid || !column) return null;
        grid.ensureIndexVisible(index);
        grid.setFocusedCell(index, column);
        // The grid says nothing when it already stood there.
        stand(index);
        return row();
      },
      settle(total) {
        if (at.current === null) return;
        const moved = on.current === null ? null : (api.current?.getRowNode(on.current)?.rowIndex ?? null);
        stand(Math.min(moved ?? at.current, total - 1));
      },
      forget() {
        at.current = null;
        on.current = null;
        if (!api.current?.isDestroyed()) api.current?.clearFocusedCell();
      },
      onCellFocused(event) {
        if (event.rowPinned || event.rowIndex === null || event.rowIndex === at.current) return;
        if (performance.now() - movedAt.current < ownFocusMs) stand(event.rowIndex);
      },
      onMouseDownCapture() {
        movedAt.current = performance.now();
      },
      onKeyDownCapture({ key, target }) {
        if (movingKeys.test(key) && !(target instanceof HTMLInputElement))
          movedAt.current = performance.now();
      },
    }),
    [row, stand],
  );
}

/** How the page steers the grid. */
export function handleOf<T extends RaRecord>(
  { api, at, row, goTo }: GridCursor<T>,
  source: RefObject<GridSource<T> | null>,
): GridHandle<T> {
  return {
    move(by) {
      const last = (api.current?.getDisplayedRowCount() ?? 0) - 1;
      if (last < 0) return null;
      return goTo(Math.min(last, Math.max(0, (at.current ?? -1) + by)));
    },
    cursor: row,
    edit(column) {
      if (at.current !== null) api.current?.startEditingCell({ rowIndex: at.current, colKey: column });
    },
    refresh: () => void source.current?.renew(),
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
    put(next) {
      source.current?.keep(next);
      api.current?.getRowNode(String(next.id))?.setData(next);
    },
    change: (change, facts) => source.current?.change(change, facts),
    focus: () => goTo(at.current ?? 0),
    release: () => api.current?.clearFocusedCell(),
  };
}
