import { type RefObject, useEffect } from 'react';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { onListingsChanged } from './listingsChanged.ts';

/** How often the rows are read again, in milliseconds: others work on them too. */
const everyMs = 15_000;

/** Rows are read again while somebody looks and nothing is typed or decided over them, and when work over them is done. */
export function useFreshness<T>(grid: RefObject<GridHandle<T> | null>, may: boolean): void {
  useEffect(() => {
    if (!may) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') grid.current?.refresh();
    }, everyMs);
    const stop = onListingsChanged(() => grid.current?.refresh());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [grid, may]);
}
