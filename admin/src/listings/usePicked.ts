/**
 * The selection, in the list context: named rows, or the whole view, rows that aren't loaded included, less those that
 * were unticked.
 */
import type { Listing } from '@holdfast/shared/listings';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { type Target, targetOf } from './actions/draft.ts';

type Ids = ReadonlySet<string>;
const none: Ids = new Set();

export function usePicked(grid: RefObject<GridHandle<Listing> | null>) {
  const { filter, total = 0, selectedIds, onSelect } = useListContext<Listing>();
  /** Of the whole view, those that were unticked; null while rows are named. */
  const [except, setExcept] = useState<Ids | null>(null);
  /** Named rows at the version that was seen when they were ticked. */
  const seen = useRef(new Map<string, Listing>());
  const named = useMemo(() => new Set<string>(selectedIds), [selectedIds]);

  // Rows that leave the view leave the selection.
  const viewed = JSON.stringify(filter);
  const clear = useRef(() => {});
  clear.current = () => {
    seen.current.clear();
    setExcept(null);
    onSelect([]);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => clear.current(), [viewed]);
  useRedraw(grid, named, except);

  return useMemo(() => {
    const name = (ids: Ids) => onSelect([...ids]);
    return {
      isWhole: except !== null,
      count: except ? Math.max(0, total - except.size) : named.size,
      has: (id: string) => (except ? !except.has(id) : named.has(id)),
      rows: () => [...named].flatMap((id) => seen.current.get(id) ?? []),
      /** Toggles rows; of a whole view, all others stay ticked. */
      pick(rows: readonly Listing[], on?: boolean) {
        const next = new Set(except ?? named);
        for (const row of rows) {
          const isIn = except ? !next.has(row.id) : next.has(row.id);
          const wanted = on ?? !isIn;
          if (wanted === (except === null)) next.add(row.id);
          else next.delete(row.id);
          if (!isIn) seen.current.set(row.id, row);
        }
        if (except) setExcept(next);
        else name(next);
      },
      pickWhole() {
        name(none);
        setExcept(none);
      },
      clear: () => clear.current(),
      /** Takes out what is done. */
      drop(ids: Ids) {
        name(new Set([...named].filter((id) => !ids.has(id))));
        setExcept(null);
      },
      /** The action's target: the selection, else the row under the cursor. */
      target(cursor: Listing | null): Target | null {
        if (except)
          return {
            by: 'view',
            filter: { ...filter, ...(except.size > 0 ? { except: [...except].join(',') } : {}) },
            listings: Math.max(0, total - except.size),
          };
        if (named.size > 0) return targetOf([...named].flatMap((id) => seen.current.get(id) ?? []));
        return cursor ? targetOf([cursor]) : null;
      },
    };
  }, [named, except, total, filter, onSelect]);
}
export type Picked = ReturnType<typeof usePicked>;

/** Redraws only the rows whose box changed. */
function useRedraw(grid: RefObject<GridHandle<Listing> | null>, named: Ids, except: Ids | null): void {
  const drawn = useRef({ named, except });
  useEffect(() => {
    const before = drawn.current;
    drawn.current = { named, except };
    if ((before.except === null) !== (except === null)) {
      grid.current?.redraw();
      return;
    }
    const was = before.except ?? before.named;
    const is = except ?? named;
    const changed = [...new Set([...was, ...is])].filter((id) => was.has(id) !== is.has(id));
    if (changed.length > 0) grid.current?.redraw(changed);
  }, [named, except, grid]);
}
