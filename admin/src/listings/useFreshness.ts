import { type RefObject, useEffect, useRef } from 'react';
import type { RaRecord } from 'react-admin';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { onListingsChanged } from './listingsChanged.ts';

/** How often the rows are read again, in milliseconds: others work on them too. */
const everyMs = 15_000;

/**
 * Rows are read again while somebody looks and nothing is typed or decided over them, and at once when work over them is
 * done: what was done meanwhile, as soon as they may be.
 */
export function useFreshness<T extends RaRecord>(grid: RefObject<GridHandle<T> | null>, may: boolean): void {
  const mayNow = useRef(may);
  mayNow.current = may;
  const isOld = useRef(false);
  useEffect(
    () =>
      onListingsChanged(() => {
        if (mayNow.current) grid.current?.refresh();
        else isOld.current = true;
      }),
    [grid],
  );
  useEffect(() => {
    if (!may) return;
    if (isOld.current) grid.current?.refresh();
    isOld.current = false;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') grid.current?.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [grid, may]);
}
