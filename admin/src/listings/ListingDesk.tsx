/** A desk over listings: its queue or its view, by keyboard, with a preview before every deed. */
import type { Listing } from '@holdfast/shared/consignment';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ExportMenu } from '../ui/ExportMenu.tsx';
import { plural } from '../ui/figures.tsx';
import { type GridHandle, ServerGrid } from '../ui/ServerGrid.tsx';
import { Empty } from '../ui/Trouble.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { BulkBar } from './BulkBar.tsx';
import { columnsOf } from './columns.tsx';
import { DeskHead } from './DeskHead.tsx';
import { DeskTotals } from './DeskTotals.tsx';
import { DeedPanel } from './deeds/DeedPanel.tsx';
import { targetOf } from './deeds/draft.ts';
import type { DeedName } from './deeds/looks.ts';
import { type Done, useDeed } from './deeds/useDeed.ts';
import { type DeskName, desks } from './desks.ts';
import { ListingPanel } from './ListingPanel.tsx';
import { ConflictPanel } from './pricing/ConflictPanel.tsx';
import { PriceHistory } from './pricing/PriceHistory.tsx';
import { changesOf, forgetLast, rememberDone, useUndoable } from './pricing/undoable.ts';
import { useDeskKeys } from './useDeskKeys.ts';
import { useFreshness } from './useFreshness.ts';
import { usePicked } from './usePicked.ts';
import { usePriceCells } from './usePriceCells.ts';
import { useQueues } from './useQueues.ts';
import { DeskViews } from './view/DeskViews.tsx';
import { FilterChips } from './view/FilterChips.tsx';
import { useListingView } from './view/listingView.ts';
import './desk.css';

export function ListingDesk({ name }: { name: DeskName }) {
  const desk = desks[name];
  useCrumbs('Consignment', desk.title);
  const navigate = useNavigate();
  const view = useListingView(desk);
  const total = view.facts.total ?? 0;
  const standing = useQueues()[desk.queue ?? 'toApprove'];
  const narrow = useNarrow(1360);
  const grid = useRef<GridHandle<Listing>>(null);
  const choice = usePicked(view.filter, total, grid);
  const [cursor, setCursor] = useState<Listing | null>(null);
  const [beside, setBeside] = useState(false);
  const [history, setHistory] = useState<Listing | null>(null);
  const [exporting, setExporting] = useState(false);
  const undoable = useUndoable();

  const control = useDeed((done: Done) => {
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

  const open: typeof control.open = (...deed) => {
    grid.current?.release();
    control.open(...deed);
  };
  const begin = (deed: DeedName) => {
    const target = choice.target(cursor);
    if (target) open(deed, target);
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
  const closeDeed = () => {
    control.close();
    grid.current?.focus();
  };
  const closeHistory = () => {
    setHistory(null);
    grid.current?.focus();
  };

  useDeskKeys({
    desk,
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

  // What somebody else changed meanwhile is amber until it is looked at again.
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
    <DeedPanel control={control} close={closeDeed} />
  ) : beside && cursor ? (
    <ListingPanel listing={cursor} close={() => setBeside(false)} />
  ) : null;
  context.isPicked = choice.has;
  context.pick = (listing) => choice.pick([listing]);
  const room = panel === null ? (narrow ? 'some' : 'all') : narrow ? 'little' : 'some';
  context.compact = room !== 'all';
  const columns = useMemo(() => columnsOf(desk, room), [desk, room]);
  const changes = undoable.reduce((sum, deed) => sum + changesOf(deed), 0);

  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col">
        <DeskHead
          desk={desk}
          facts={view.facts}
          standing={desk.queue ? standing : undefined}
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
        </DeskHead>
        <DeskViews view={view} silent={isBusy || cells.editing} />
        <FilterChips view={view} silent={isBusy || cells.editing}>
          {changes > 0 && (
            <button type="button" className="link" onClick={undoLast}>
              {plural(changes, 'price')} changed by you this session <kbd>z</kbd>
            </button>
          )}
        </FilterChips>
        <ServerGrid<Listing>
          ref={grid}
          label={desk.title}
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
        <DeskTotals view={view} />
        {choice.count > 0 && <BulkBar choice={choice} total={total} deeds={desk.deeds} begin={begin} />}
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
function NothingHere({ view: { desk, isFiltered, clear } }: { view: ReturnType<typeof useListingView> }) {
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
    <Empty because={desk.empty}>
      {desk.queue && (
        <button type="button" className="btn" onClick={() => navigate('/pricing')}>
          Price what is live
        </button>
      )}
    </Empty>
  );
}
