import { type RefObject, useEffect } from 'react';

/** Reads a grid's rows again at an interval, while the page is visible. */
export function useRefreshing(grid: RefObject<{ refresh(): void } | null>, everyMs: number): void {
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && grid.current?.refresh(),
      everyMs,
    );
    return () => clearInterval(timer);
  }, [grid, everyMs]);
}
