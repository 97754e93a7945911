/** The rows of a grid's view, part by part; another view is another source. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { type RaRecord, useListContext } from 'react-admin';
import { flushSync } from 'react-dom';
import { keptKeys } from '../earlyKeys.ts';
import { focusWhenDrawn } from './gridKeys.ts';
import type { ResourceGridProps } from './gridProps.ts';
import { createGridSource, type GridSource } from './gridSource.ts';
import { rowHeight } from './gridTheme.ts';
import { useListParts } from './listParts.ts';
import type { useGridCursor } from './useGridCursor.ts';

/** @param filterText the view's filter */
export function useGridSource<T extends RaRecord>(
  props: ResourceGridProps<T>,
  filterText: string,
  cursor: ReturnType<typeof useGridCursor<T>>,
) {
  const { resource, sort } = useListContext<T>();
  const wanted = useRef({ ...props, sort });
  wanted.current = { ...props, sort };
  const [total, setTotal] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** The view whose first answer is here. */
  const [readText, setReadText] = useState<string | null>(null);
  const reading = useRef<GridSource<T> | null>(null);
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
        if (cursor.at.current === null && rows.length > 0 && wanted.current.takesFocus)
          focusWhenDrawn(() => cursor.at.current === null && cursor.goTo(0));
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
  return { source, reading, wanted, total, error, readText };
}
