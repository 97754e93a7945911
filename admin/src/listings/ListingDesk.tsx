/** The desk over listings: the queue to approve, and all of them for prices and states. */

import type { Listing, ListingActionResult } from '@holdfast/shared/consignment';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useDashboard } from '../dashboard/useDashboard.ts';
import { useOffice } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Amount, countOf, plural } from '../ui/figures.tsx';
import { useKeys } from '../ui/keys.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { type GridHandle, ServerGrid } from '../ui/ServerGrid.tsx';
import { Empty } from '../ui/Trouble.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { Views } from '../ui/Views.tsx';
import { BulkBar } from './BulkBar.tsx';
import { approvalColumns, type ListingGridContext, listingColumns, sumColumns } from './columns.tsx';
import { DeedPanel } from './DeedPanel.tsx';
import { canDo, type DeedName, deedLooks } from './deeds.ts';
import { ListingFilters } from './ListingFilters.tsx';
import { ListingPanel } from './ListingPanel.tsx';
import { orderWords, useListingView } from './listingView.ts';
import { useDeed } from './useDeed.ts';

const deedsOf = {
  queue: ['approve', 'price', 'reject'],
  all: ['price', 'pause', 'resume', 'resubmit', 'withdraw'],
} as const satisfies Record<string, readonly DeedName[]>;

export function ListingDesk({ desk }: { desk: 'queue' | 'all' }) {
  const isQueue = desk === 'queue';
  useCrumbs('Consignment', isQueue ? 'To approve' : 'Listings');
  const office = useOffice();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: queues } = useDashboard();
  const view = useListingView(isQueue);
  const narrow = useNarrow(1360);
  const grid = useRef<GridHandle<Listing>>(null);
  const [picked, setPicked] = useState<ReadonlyMap<string, Listing>>(new Map());
  const [cursor, setCursor] = useState<Listing | null>(null);
  const [beside, setBeside] = useState(false);

  function done(result: ListingActionResult) {
    const ok = new Set(result.rows.filter((row) => row.ok).map((row) => row.id));
    setPicked((before) => new Map([...before].filter(([id]) => !ok.has(id))));
    grid.current?.refresh();
  }
  const control = useDeed(done);

  // The grid's cells read this one object, so that it is told what changed and nothing is drawn twice.
  const context = useMemo<ListingGridContext>(
    () => ({
      picked: new Map(),
      draft: null,
      compact: false,
      pick: () => {},
      setDraft: () => {},
      settlePrice: () => {},
    }),
    [],
  );
  context.picked = picked;
  context.pick = (listing) => pick([listing]);
  context.setDraft = (draft) => {
    const before = context.draft?.id;
    context.draft = draft;
    for (const id of new Set([before, draft?.id]))
      if (id) grid.current?.redrawCells(id, [...sumColumns, 'price']);
  };
  context.settlePrice = async (listing, amount, atOnce) => {
    const change = { by: 'set', amount } as const;
    if (!atOnce) {
      control.open('price', [listing], change);
      return;
    }
    const result = await control.confirm({ name: 'price', rows: [listing], reason: '', change });
    if (result?.refused === 0) {
      context.setDraft(null);
      control.close();
      grid.current?.move(1);
    }
  };

  function pick(rows: readonly Listing[], on?: boolean) {
    setPicked((before) => {
      const next = new Map(before);
      for (const row of rows)
        if (on ?? !next.has(row.id)) next.set(row.id, row);
        else next.delete(row.id);
      return next;
    });
  }
  // Nothing stays selected that isn't in the view.
  const viewed = JSON.stringify(view.filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per view
  useEffect(() => setPicked(new Map()), [viewed]);
  // Only the rows whose tick changed are drawn again.
  const drawn = useRef(picked);
  useEffect(() => {
    const before = drawn.current;
    drawn.current = picked;
    const changed = [...new Set([...before.keys(), ...picked.keys()])].filter(
      (id) => before.has(id) !== picked.has(id),
    );
    if (changed.length > 0) grid.current?.redraw(changed);
  }, [picked]);

  async function pickAll() {
    const all = await office.getList<Listing>('listings', {
      pagination: { page: 1, perPage: 1000 },
      sort: { field: view.sort.field, order: view.sort.order === 'asc' ? 'ASC' : 'DESC' },
      filter: view.filter,
    });
    pick(all.data, true);
  }
  const reached = () => (picked.size > 0 ? [...picked.values()] : cursor ? [cursor] : []);
  const begin = (name: DeedName) => control.open(name, reached());
  function closeDeed() {
    context.setDraft(null);
    control.close();
    grid.current?.focus();
  }
  /** Reads again what others changed; the grid shows it too. */
  async function lookAgain() {
    await control.lookAgain();
    grid.current?.refresh();
  }
  const extend = (by: number) => {
    const from = grid.current?.cursor();
    const to = grid.current?.move(by);
    pick(
      [from, to].filter((row): row is Listing => Boolean(row)),
      true,
    );
  };

  useKeys(
    control.deed
      ? []
      : [
          { keys: 'j', also: ['ArrowDown'], does: 'down', run: () => grid.current?.move(1) },
          { keys: 'k', also: ['ArrowUp'], does: 'up', run: () => grid.current?.move(-1) },
          { keys: 'x', does: 'select', run: () => cursor && pick([cursor]) },
          { keys: 'Shift+j', does: 'extend', run: () => extend(1) },
          { keys: 'Shift+k', does: 'extend upwards', run: () => extend(-1), quiet: true },
          { keys: 'Ctrl+a', does: 'select the whole view', run: pickAll, quiet: true },
          ...deedsOf[desk].map((name) => ({
            keys: deedLooks[name].key,
            does: deedLooks[name].verb.toLowerCase(),
            run: () => begin(name),
          })),
          isQueue
            ? { keys: 'Enter', also: ['Space'], does: 'open beside', run: () => setBeside((open) => !open) }
            : { keys: 'Enter', does: 'edit the price', run: () => grid.current?.edit('price') },
          ...(isQueue ? [] : [{ keys: 'Space', does: 'open beside', run: () => setBeside((open) => !open) }]),
          {
            keys: 'o',
            does: 'open its page',
            run: () => cursor && navigate(`/listings/${cursor.id}/show`),
            quiet: true,
          },
          {
            keys: 'Escape',
            does: 'leave',
            run: () => (beside ? setBeside(false) : setPicked(new Map())),
            quiet: true,
          },
        ],
  );

  // The queue moves by itself: others work on it too.
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !context.draft) grid.current?.refresh();
    }, 15_000);
    return () => clearInterval(timer);
  }, [context]);

  const { totals } = view.facts;
  const sidePanel = control.deed ? (
    <DeedPanel control={{ ...control, close: closeDeed, lookAgain }} />
  ) : beside && cursor ? (
    <ListingPanel listing={cursor} close={() => setBeside(false)} />
  ) : null;
  const rows = reached();
  // What somebody else changed meanwhile is amber until it is looked at again.
  const conflictText = (control.report ?? (control.deed ? control.preview : null))?.rows
    .filter((row) => row.code === 'version_conflict')
    .map((row) => row.id)
    .join(' ');
  const conflicts = conflictText ? conflictText.split(' ') : [];
  const amber = useRef<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: compared as text
  useEffect(() => {
    const changed = [...amber.current, ...conflicts];
    amber.current = conflicts;
    if (changed.length > 0) grid.current?.redraw(changed);
  }, [conflictText]);
  const compact = narrow || sidePanel !== null;
  context.compact = sidePanel !== null;
  const columns = useMemo(
    () => (isQueue ? approvalColumns(narrow) : listingColumns(compact)),
    [isQueue, narrow, compact],
  );

  return (
    <div className={sidePanel ? 'two' : 'two alone'}>
      <div className="col">
        <PageHead
          title={isQueue ? 'To approve' : 'Listings'}
          facts={
            isQueue
              ? `${plural(view.facts.total ?? 0, 'listing')}, ${plural(totals?.tickets ?? 0, 'ticket')}. ${
                  queues?.toApprove.pastLimit
                    ? `${countOf(queues.toApprove.pastLimit)} past the limit of 24 h.`
                    : 'None is past the limit of 24 h.'
                } Prices are per ticket, USD.`
              : `${plural(view.facts.total ?? 0, 'listing')}, ${plural(totals?.tickets ?? 0, 'ticket')}. Prices are per ticket, USD.`
          }
        />
        {!isQueue && (
          <Views param="state" views={view.tabs} label="Listings by state">
            <span>{orderWords(view.sort)}</span>
          </Views>
        )}
        <ListingFilters view={view} />
        <ServerGrid<Listing>
          ref={grid}
          label={isQueue ? 'Listings to approve' : 'Listings'}
          resource="listings"
          filter={view.filter}
          sort={view.sort}
          onSort={view.setSort}
          columns={columns}
          context={context}
          rowMark={(row) =>
            conflicts.includes(row.id) ? 'row-conflict' : picked.has(row.id) ? 'row-picked' : undefined
          }
          onFacts={view.setFacts}
          onCursor={setCursor}
          onOpen={(row) => navigate(`/listings/${row.id}/show`)}
          takesFocus
          empty={
            view.isFiltered ? (
              <Empty because="No listing fits these filters.">
                <button type="button" className="btn" onClick={view.clear}>
                  Take the filters away
                </button>
              </Empty>
            ) : isQueue ? (
              <Empty because="Nothing waits.">
                <button type="button" className="btn" onClick={() => navigate('/listings?state=live')}>
                  Price what is live
                </button>
              </Empty>
            ) : (
              <Empty because="No listing is in this state." />
            )
          }
        />
        {totals && (view.facts.total ?? 0) > 0 && (
          <div className="grid-total" role="note">
            <b>All {countOf(view.facts.total ?? 0)} in this view, if all sell, USD</b>
            <span>
              Consignors get <Amount minor={totals.consignor ?? 0} />
            </span>
            <span>
              House keeps <Amount minor={totals.house ?? 0} />
            </span>
            <span>
              Price <Amount minor={totals.price ?? 0} />
            </span>
            <span>
              Fans pay <Amount minor={totals.allIn ?? 0} />
            </span>
          </div>
        )}
        {picked.size > 0 && (
          <BulkBar
            count={picked.size}
            total={view.facts.total ?? 0}
            deeds={deedsOf[desk].map((name) => ({
              name,
              able: rows.filter((row) => canDo(row, name)).length,
            }))}
            begin={begin}
            pickAll={pickAll}
            clear={() => {
              setPicked(new Map());
              queries.invalidateQueries({ queryKey: ['dashboard'] });
            }}
          />
        )}
      </div>
      {sidePanel}
    </div>
  );
}
