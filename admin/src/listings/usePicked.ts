/** Which rows of a view are selected: some of them, or the whole view whatever of it is loaded. */
import type { Listing } from '@holdfast/shared/consignment';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { GridHandle } from '../ui/ServerGrid.tsx';
import type { Target } from './deeds/draft.ts';
import { targetOf } from './deeds/draft.ts';

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
  // Nothing stays selected that isn't in the view.
  const viewed = JSON.stringify(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => setPicked(none), [viewed]);

  // Only the rows whose tick changed are drawn again.
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
      /** Ticks or unticks; a single row ends the choice of the whole view. */
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
      /** What a deed reaches: the selection, else the row under the cursor. */
      target(cursor: Listing | null): Target | null {
        if (picked.whole) return { by: 'view', filter, listings: total };
        if (picked.rows.size > 0) return targetOf([...picked.rows.values()]);
        return cursor ? targetOf([cursor]) : null;
      },
    }),
    [picked, total, filter],
  );
}
