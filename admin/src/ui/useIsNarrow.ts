import { useSyncExternalStore } from 'react';

/** Whether the window is at most so many CSS pixels wide. */
export function useNarrow(width: number): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(`(max-width: ${width}px)`);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(`(max-width: ${width}px)`).matches,
  );
}
