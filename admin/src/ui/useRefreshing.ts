import { type RefObject, useEffect } from 'react';

/** Asks for a grid's rows again every so many milliseconds, while somebody can see it. */
export function useRefreshing(grid: RefObject<{ refresh(): void } | null>, everyMs: number): void {
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === 'visible' && grid.current?.refresh(),
      everyMs,
    );
    return () => clearInterval(timer);
  }, [grid, everyMs]);
}
