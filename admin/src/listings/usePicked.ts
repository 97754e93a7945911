/** The selection: named rows, or the whole view including rows that aren't loaded. */
import type { Listing } from '@holdfast/shared/listings';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { GridHandle } from '../ui/serverGridProps.ts';
import type { Target } from './actions/draft.ts';
import { targetOf } from './actions/draft.ts';

export interface Picked {
  rows: ReadonlyMap<string, Listing>;
  whole: boolean;
}
const none: Picked = { rows: new Map(), whole: false };

export function usePicked(
  filter: Readonly<Record<string, string>>,
  total: number,
  grid: RefObject<GridHandle<Listing> | null>,
) {
  const [picked, setPicked] = useState<Picked>(none);
  // Rows that leave the view leave the selection.
  const viewed = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => setPicked(none), [viewed]);

  // Redraws only the rows whose checkbox changed.
  const drawn = useRef(picked);
  useEffect(() => {
    const before = drawn.current;
    drawn.current = picked;
    if (before.whole !== picked.whole) {
      grid.current?.redraw();
      return;
    }
    const changed = [...new Set([...before.rows.keys(), ...picked.rows.keys()])].filter(
      (id) => before.rows.has(id) !== picked.rows.has(id),
    );
    if (changed.length > 0) grid.current?.redraw(changed);
  }, [picked, grid]);

  return useMemo(
    () => ({
      picked,
      count: picked.whole ? total : picked.rows.size,
      has: (id: string) => picked.whole || picked.rows.has(id),
      /** Toggles a row; this ends a whole-view selection. */
      pick(rows: readonly Listing[], on?: boolean) {
        setPicked((before) => {
          const next = new Map(before.rows);
          for (const row of rows)
            if (on ?? !next.has(row.id)) next.set(row.id, row);
            else next.delete(row.id);
          return { rows: next, whole: false };
        });
      },
      pickWhole: () => setPicked({ rows: new Map(), whole: true }),
      clear: () => setPicked(none),
      drop(ids: ReadonlySet<string>) {
        setPicked((before) => ({
          rows: new Map([...before.rows].filter(([id]) => !ids.has(id))),
          whole: false,
        }));
      },
      /** The action's target: the selection, else the row under the cursor. */
      target(cursor: Listing | null): Target | null {
        if (picked.whole) return { by: 'view', filter, listings: total };
        if (picked.rows.size > 0) return targetOf([...picked.rows.values()]);
        return cursor ? targetOf([cursor]) : null;
      },
    }),
    [picked, total, filter],
  );
}
