/** Rows that somebody else changed stay amber until they are looked at again. */
import type { Listing } from '@holdfast/shared/listings';
import { type RefObject, useEffect, useRef } from 'react';
import type { GridHandle } from '../ui/grid/gridProps.ts';

/** @returns the same ids, for the rows' marks */
export function useConflictMarks(
  grid: RefObject<GridHandle<Listing> | null>,
  ids: readonly string[],
): readonly string[] {
  const drawn = useRef<readonly string[]>([]);
  const text = ids.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared as text
  useEffect(() => {
    const changed = [...drawn.current, ...ids];
    drawn.current = ids;
    if (changed.length > 0) grid.current?.redraw(changed);
  }, [text]);
  return ids;
}
