/** A listings page's state: cursor, selection, the action under way, price cells, and what is open beside the rows. */
import type { Listing } from '@holdfast/shared/listings';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { countLeft } from '../counts/index.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import type { ActionName } from './actions/actionConfig.ts';
import { targetOf } from './actions/draft.ts';
import { type Done, useListingAction } from './actions/useListingAction.ts';
import { rememberDone } from './pricing/undoable.ts';
import { rowsAfter } from './rowsAfter.ts';
import { useConflictMarks } from './useConflictMarks.ts';
import { useFreshness } from './useFreshness.ts';
import { useListingsKeys } from './useListingsKeys.ts';
import { type Picked, usePicked } from './usePicked.ts';
import { usePriceCells } from './usePriceCells.ts';
import { useUndoLast } from './useUndoLast.ts';
import { type ListingView, useListingFacts, viewKey } from './view/listingView.ts';

/** Narrower windows are phones: a listing opens its page there. */
const phoneWidth = 800;

export function useListingsPage(view: ListingView) {
  const { viewConfig } = view;
  const navigate = useNavigate();
  const isPhone = useNarrow(phoneWidth);
  const grid = useRef<GridHandle<Listing>>(null);
  const choice = usePicked(grid);
  const [cursor, setCursor] = useState<Listing | null>(null);
  const shown = useShown(grid);
  const { beside, history, setHistory, exporting, setExporting } = shown;

  const { control, open, begin, beginRule, closeAction } = useActions(grid, choice, cursor, view);
  const cells = usePriceCells(grid, (listing, amount) =>
    open('price', targetOf([listing]), { change: { by: 'set', amount }, touched: true }),
  );
  const isDeciding = control.draft !== null && control.done === null;
  const isBusy = control.draft !== null || cells.conflict !== null || history !== null;
  useFreshness(grid, !isDeciding && !cells.conflict && history === null && !cells.editing);
  const undo = useUndoLast(open);
  const marks = useConflictMarks(grid, cells.conflict ? [cells.conflict.seen.id] : control.conflicts);

  const openPage = (listing = cursor) => listing && navigate(`/listings/${listing.id}/show`);
  useListingsKeys({
    viewConfig,
    grid,
    cursor,
    choice,
    cells,
    begin,
    beginRule,
    undo: undo.last,
    canUndo: undo.done !== null,
    openBeside: shown.turnBeside,
    openPage: () => openPage(),
    showHistory: () => cursor && setHistory(cursor),
    toggleExport: () => setExporting(!exporting),
    leave: () => shown.leave() || choice.clear(),
    silent: isBusy,
  });
  return {
    grid,
    choice,
    control,
    cells,
    marks,
    undo,
    isSilent: isBusy || cells.editing,
    begin,
    beginRule,
    cursor,
    setCursor,
    /** The listing beside the rows; an action's panel comes before it. */
    beside: beside && control.draft === null ? cursor : null,
    closeBeside: shown.closeBeside,
    closeAction,
    history,
    closeHistory: shown.closeHistory,
    undoPriceOf(listing: Listing) {
      setHistory(null);
      open('undoPrice', targetOf([listing]));
    },
    exporting,
    setExporting,
    ...clicks(isPhone, openPage, shown.openBeside, () => cells.edit()),
  };
}
export type ListingsPageState = ReturnType<typeof useListingsPage>;

/** What is open over and beside the rows. */
function useShown(grid: RefObject<GridHandle<Listing> | null>) {
  const [beside, setBeside] = useState(false);
  const [history, setHistory] = useState<Listing | null>(null);
  const [exporting, setExporting] = useState(false);
  return {
    beside,
    openBeside: () => setBeside(true),
    closeBeside: () => setBeside(false),
    turnBeside: () => setBeside((is) => !is),
    history,
    setHistory,
    exporting,
    setExporting,
    closeHistory() {
      setHistory(null);
      grid.current?.focus();
    },
    /** @returns whether something was closed */
    leave(): boolean {
      if (exporting) setExporting(false);
      else if (beside) setBeside(false);
      return exporting || beside;
    },
  };
}

/** What a click and a double click on a cell do. */
function clicks(
  isPhone: boolean,
  openPage: (listing: Listing) => void,
  openBeside: () => void,
  edit: () => void,
) {
  return {
    /** A click opens the listing, beside its list where there is room; a price waits for the second click. */
    press(listing: Listing, column: string) {
      if (isPhone) openPage(listing);
      else if (!isPriceToEdit(listing, column)) openBeside();
    },
    /** A double click edits a price, and opens the page of the listing elsewhere. */
    pressTwice(listing: Listing, column: string) {
      if (isPriceToEdit(listing, column)) edit();
      else openPage(listing);
    },
  };
}

const isPriceToEdit = (listing: Listing, column: string) =>
  column === 'price' && listing.accepts.includes('reprice');

/** Actions on the selection, on the row under the cursor, or on the whole view. */
function useActions(
  grid: RefObject<GridHandle<Listing> | null>,
  choice: Picked,
  cursor: Listing | null,
  view: ListingView,
) {
  const queries = useQueryClient();
  const { filter = {}, total = 0 } = useListContext<Listing>();
  /** The answer tells what became of the rows; the end of a run over a view is heard of by `useFreshness`. */
  const showRowsAfter = ({ draft, result }: Extract<Done, { by: 'rows' }>) => {
    const seen = draft.target.by === 'rows' ? draft.target.rows.map(({ listing }) => listing) : [];
    const after = rowsAfter(result, seen);
    if (!after) return grid.current?.refresh();
    grid.current?.change(after.change, after.facts);
    countLeft(queries, {
      queue: view.viewConfig.queue,
      view: viewKey(view.viewConfig, view.query.toString()),
      ...after.left,
    });
  };
  const worth = useListingFacts().totals ?? null;
  const control = useListingAction((done: Done) => {
    rememberDone(done);
    if (done.by === 'rows') choice.drop(new Set(done.result.rows.filter(({ ok }) => ok).map(({ id }) => id)));
    else choice.clear();
    if (done.by === 'rows') showRowsAfter(done);
  }, filter);
  const open: typeof control.open = (...action) => {
    grid.current?.release();
    control.open(...action);
  };
  const begin = (action: ActionName) => {
    const target = choice.target(cursor);
    if (target)
      open(
        action,
        target.by === 'view' && target.filter.except === undefined ? { ...target, worth } : target,
      );
  };
  /** The selection, or else the whole view. */
  const beginRule = () => {
    const target =
      choice.count > 0 ? choice.target(cursor) : { by: 'view' as const, filter, listings: total, worth };
    if (target && total > 0) open('price', target, { change: null });
  };
  const closeAction = () => {
    control.close();
    grid.current?.focus();
  };
  return { control, open, begin, beginRule, closeAction };
}
