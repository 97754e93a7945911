/** A page of listings (a queue or a view) worked by keyboard, with a preview before every action. */
import type { Listing } from '@holdfast/shared/listings';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { ExportMenu } from '../ui/ExportMenu.tsx';
import { plural } from '../ui/figures.tsx';
import { ServerGrid } from '../ui/ServerGrid.tsx';
import type { GridHandle } from '../ui/serverGridProps.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { ActionPanel } from './actions/ActionPanel.tsx';
import type { ActionName } from './actions/actionConfig.ts';
import { targetOf } from './actions/draft.ts';
import { type Done, useListingAction } from './actions/useListingAction.ts';
import { BulkBar } from './BulkBar.tsx';
import { columnsOf } from './columns.tsx';
import { ListingPanel } from './ListingPanel.tsx';
import { ListingsHead } from './ListingsHead.tsx';
import { ListingsTotals } from './ListingsTotals.tsx';
import { type ListingsViewName, listingsViews } from './listingsViews.ts';
import { ConflictPanel } from './pricing/ConflictPanel.tsx';
import { PriceHistory } from './pricing/PriceHistory.tsx';
import { changesOf, forgetLast, rememberDone, useUndoable } from './pricing/undoable.ts';
import { useFreshness } from './useFreshness.ts';
import { useListingsKeys } from './useListingsKeys.ts';
import { usePicked } from './usePicked.ts';
import { usePriceCells } from './usePriceCells.ts';
import { useQueues } from './useQueues.ts';
import { FilterChips } from './view/FilterChips.tsx';
import { ListingsTabs } from './view/ListingsTabs.tsx';
import { useListingView } from './view/listingView.ts';
import './listings.css';

export function ListingsPage({ name }: { name: ListingsViewName }) {
  const viewConfig = listingsViews[name];
  useCrumbs('Consignment', viewConfig.title);
  const navigate = useNavigate();
  const view = useListingView(viewConfig);
  const total = view.facts.total ?? 0;
  const standing = useQueues()[viewConfig.queue ?? 'toApprove'];
  const narrow = useNarrow(1360);
  const grid = useRef<GridHandle<Listing>>(null);
  const choice = usePicked(view.filter, total, grid);
  const [cursor, setCursor] = useState<Listing | null>(null);
  const [beside, setBeside] = useState(false);
  const [history, setHistory] = useState<Listing | null>(null);
  const [exporting, setExporting] = useState(false);
  const undoable = useUndoable();

  const control = useListingAction((done: Done) => {
    if (done.draft.name === 'undoPrice' && done.draft.isSessionUndo) forgetLast();
    else rememberDone(done);
    if (done.by === 'rows') choice.drop(new Set(done.result.rows.filter(({ ok }) => ok).map(({ id }) => id)));
    else choice.clear();
    grid.current?.refresh();
  });
  const cells = usePriceCells(grid, (listing, amount) =>
    open('price', targetOf([listing]), { change: { by: 'set', amount } }),
  );
  const { context, conflict } = cells;
  const isBusy = control.draft !== null || conflict !== null || history !== null;
  useFreshness(grid, !isBusy && !cells.editing);

  const open: typeof control.open = (...action) => {
    grid.current?.release();
    control.open(...action);
  };
  const begin = (action: ActionName) => {
    const target = choice.target(cursor);
    if (target) open(action, target);
  };
  /** The selection, or else the whole view. */
  const beginRule = () => {
    const target =
      choice.count > 0
        ? choice.target(cursor)
        : { by: 'view' as const, filter: view.filter, listings: total };
    if (target && total > 0) open('price', target, { change: null });
  };
  const undoLast = () => {
    const last = undoable.at(-1);
    if (!last) return;
    const isSessionUndo = true;
    if (last.by === 'run')
      open(
        'undoPrice',
        { by: 'view', filter: { runId: last.runId }, listings: last.listings },
        { isSessionUndo },
      );
    else
      open(
        'undoPrice',
        { by: 'rows', rows: last.rows.map((row) => ({ ...row, listing: null })) },
        { isSessionUndo },
      );
  };
  const closeAction = () => {
    control.close();
    grid.current?.focus();
  };
  const closeHistory = () => {
    setHistory(null);
    grid.current?.focus();
  };

  useListingsKeys({
    viewConfig,
    grid,
    cursor,
    choice,
    cells,
    begin,
    beginRule,
    undo: undoLast,
    canUndo: undoable.length > 0,
    openBeside: () => setBeside((open) => !open),
    openPage: () => cursor && navigate(`/listings/${cursor.id}/show`),
    showHistory: () => cursor && setHistory(cursor),
    toggleExport: () => setExporting(!exporting),
    leave: () => (exporting ? setExporting(false) : beside ? setBeside(false) : choice.clear()),
    silent: isBusy,
  });

  // Rows that somebody else changed stay amber until they are looked at again.
  const amber = conflict ? [conflict.seen.id] : control.conflicts;
  const amberText = amber.join(' ');
  const drawnAmber = useRef<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared as text
  useEffect(() => {
    const changed = [...drawnAmber.current, ...amber];
    drawnAmber.current = amber;
    if (changed.length > 0) grid.current?.redraw(changed);
  }, [amberText]);

  const panel = control.draft ? (
    <ActionPanel control={control} close={closeAction} />
  ) : beside && cursor ? (
    <ListingPanel listing={cursor} close={() => setBeside(false)} />
  ) : null;
  context.isPicked = choice.has;
  context.pick = (listing) => choice.pick([listing]);
  const room = panel === null ? (narrow ? 'some' : 'all') : narrow ? 'little' : 'some';
  context.compact = room !== 'all';
  const columns = useMemo(() => columnsOf(viewConfig, room), [viewConfig, room]);
  const changes = undoable.reduce((sum, action) => sum + changesOf(action), 0);

  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col">
        <ListingsHead
          viewConfig={viewConfig}
          facts={view.facts}
          standing={viewConfig.queue ? standing : undefined}
          changeByRule={beginRule}
        >
          <ExportMenu
            resource="listings"
            address={new URLSearchParams({
              ...(view.filter as Record<string, string>),
              sort: view.sort.field,
              order: view.sort.order,
            }).toString()}
            open={exporting}
            setOpen={setExporting}
            keys="Shift x"
          />
        </ListingsHead>
        <ListingsTabs view={view} silent={isBusy || cells.editing} />
        <FilterChips view={view} silent={isBusy || cells.editing}>
          {changes > 0 && (
            <button type="button" className="link" onClick={undoLast}>
              {plural(changes, 'price')} changed by you this session <kbd>z</kbd>
            </button>
          )}
        </FilterChips>
        <ServerGrid<Listing>
          ref={grid}
          label={viewConfig.title}
          resource="listings"
          filter={view.filter}
          sort={view.sort}
          onSort={view.setSort}
          columns={columns}
          context={context}
          rowMark={(row) =>
            amber.includes(row.id) ? 'row-conflict' : choice.has(row.id) ? 'row-picked' : undefined
          }
          onFacts={view.learn}
          onCursor={setCursor}
          onOpen={(row) => navigate(`/listings/${row.id}/show`)}
          asksTotalsOnce
          takesFocus
          empty={<NothingHere view={view} />}
        />
        <ListingsTotals view={view} />
        {choice.count > 0 && (
          <BulkBar choice={choice} total={total} actions={viewConfig.actions} begin={begin} />
        )}
      </div>
      {panel}
      {conflict && <ConflictPanel conflict={conflict} keep={cells.keepTheirs} applied={cells.appliedOnTop} />}
      {history && (
        <PriceHistory
          listing={history}
          close={closeHistory}
          undo={(listing) => {
            setHistory(null);
            open('undoPrice', targetOf([listing]));
          }}
        />
      )}
    </div>
  );
}

/** Why there is nothing, and the next step. */
function NothingHere({
  view: { viewConfig, isFiltered, clear },
}: {
  view: ReturnType<typeof useListingView>;
}) {
  const navigate = useNavigate();
  if (isFiltered)
    return (
      <Empty because="No listing fits these filters.">
        <button type="button" className="btn" onClick={clear}>
          Take the filters away
        </button>
      </Empty>
    );
  return (
    <Empty because={viewConfig.empty}>
      {viewConfig.queue && (
        <button type="button" className="btn" onClick={() => navigate('/pricing')}>
          Price what is live
        </button>
      )}
    </Empty>
  );
}
