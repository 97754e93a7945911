/** Price editing in grid cells: typing, saving, refusals and conflicts. */
import type { Listing, ListingOutcome } from '@holdfast/shared/listings';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { readCountsAgain } from '../counts/index.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { nameOf } from './actions/draft.ts';
import type { ListingGridContext } from './gridContext.ts';
import { sumColumns } from './moneyColumns.tsx';
import { type Saved, savePrice } from './pricing/savePrice.ts';
import { rememberPrice } from './pricing/undoable.ts';
import type { PriceConflict } from './pricing/usePriceConflict.ts';

export function usePriceCells(
  grid: RefObject<GridHandle<Listing> | null>,
  previewPrice: (listing: Listing, amount: number) => void,
) {
  const queries = useQueryClient();
  const [conflict, setConflict] = useState<PriceConflict | null>(null);
  const [editing, setEditing] = useState(false);

  /** Updates the row at once and the queue counts afterwards. */
  const took = useCallback(
    ({ listing }: Extract<Saved, { kind: 'saved' }>) => {
      grid.current?.put(listing);
      rememberPrice({ id: listing.id, version: listing.version }, nameOf(listing));
      readCountsAgain(queries);
    },
    [grid, queries],
  );

  const context = useCellContext(grid, {
    preview: previewPrice,
    setEditing,
    took,
    lost: (seen, typed, outcome) => setConflict({ seen, typed, outcome }),
  });

  return {
    context,
    conflict,
    /** While editing, the shortcut bar shows the editor's shortcuts and the page's are off. */
    editing,
    keepTheirs() {
      setConflict(null);
      grid.current?.refresh();
      grid.current?.focus();
    },
    appliedOnTop(answer: Exclude<Saved, { kind: 'refused' }>) {
      if (answer.kind === 'conflict') {
        setConflict((before) => before && { ...before, outcome: answer.outcome });
        return;
      }
      setConflict(null);
      took(answer);
      grid.current?.focus();
    },
    /** Opens the editor under the cursor with another price than it has; null keeps what it has. */
    edit(beginWith: number | null = null) {
      context.beginWith = beginWith;
      grid.current?.edit('price');
    },
  };
}
export type PriceCells = ReturnType<typeof usePriceCells>;

interface CellEvents {
  preview: (listing: Listing, amount: number) => void;
  setEditing: (is: boolean) => void;
  took: (saved: Extract<Saved, { kind: 'saved' }>) => void;
  /** Somebody changed it meanwhile. */
  lost: (seen: Listing, typed: number, outcome: ListingOutcome) => void;
}

/** The grid's context: the same object for the page's whole life, so that unchanged cells aren't drawn again. */
function useCellContext(grid: RefObject<GridHandle<Listing> | null>, events: CellEvents): ListingGridContext {
  const on = useRef(events);
  on.current = events;
  return useMemo<ListingGridContext>(() => {
    const context: ListingGridContext = {
      isPicked: () => false,
      pick: () => {},
      draft: null,
      compact: false,
      beginWith: null,
      setDraft(draft) {
        const before = context.draft?.id;
        context.draft = draft;
        for (const id of new Set([before, draft?.id])) if (id) grid.current?.redrawCells(id, sumColumns);
      },
      setEditing: (listing) => on.current.setEditing(listing !== null),
      async savePrice(listing, amount) {
        const answer = await savePrice(listing, amount);
        if (answer.kind === 'saved') on.current.took(answer);
        if (answer.kind === 'conflict') on.current.lost(listing, amount, answer.outcome);
        return answer;
      },
      previewPrice: (listing, amount) => on.current.preview(listing, amount),
      goDown(edit) {
        grid.current?.move(1);
        if (edit) grid.current?.edit('price');
      },
      goBack: () => grid.current?.focus(),
    };
    return context;
  }, [grid]);
}
