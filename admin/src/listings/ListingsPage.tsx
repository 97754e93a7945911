/** A page of listings (a queue or a view) worked by keyboard, with a preview before every action. */
import type { Listing } from '@holdfast/shared/listings';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useQueues } from '../counts/index.ts';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { ActionPanel } from './actions/ActionPanel.tsx';
import { BulkBar } from './BulkBar.tsx';
import { columnsOf } from './columns.ts';
import { ListingPanel } from './ListingPanel.tsx';
import { ListingsHead } from './ListingsHead.tsx';
import { type ListingsViewName, listingsViews } from './listingsViews.ts';
import { ConflictPanel } from './pricing/ConflictPanel.tsx';
import { PriceHistory } from './pricing/PriceHistory.tsx';
import { totalsRowOf } from './totalsRow.ts';
import { type ListingsPageState, useListingsPage } from './useListingsPage.ts';
import { FilterChips } from './view/FilterChips.tsx';
import { ListingsTabs } from './view/ListingsTabs.tsx';
import { type ListingView, useListingFacts, useListingView } from './view/listingView.ts';
import './listings.css';

export function ListingsPage({ name }: { name: ListingsViewName }) {
  const viewConfig = listingsViews[name];
  useCrumbs('Consignment', viewConfig.title);
  const view = useListingView(viewConfig);
  return (
    <ResourceList<Listing>
      resource="listings"
      filter={view.filter}
      sort={view.sort}
      setSort={view.setSort}
      setFilters={view.setFilters}
      ignored={view.ignored}
    >
      <Listings view={view} />
    </ResourceList>
  );
}

function Listings({ view }: { view: ListingView }) {
  const page = useListingsPage(view);
  const { control, cells, choice, undo } = page;
  const panel = control.draft ? (
    <ActionPanel control={control} close={page.closeAction} undo={undo.last} />
  ) : page.beside ? (
    <ListingPanel listing={page.beside} close={page.closeBeside} />
  ) : null;
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col">
        <Head view={view} page={page} />
        <ListingsTabs view={view} silent={page.isSilent} />
        <FilterChips view={view} silent={page.isSilent}>
          {undo.done !== null && (
            <button type="button" className="link" onClick={undo.last}>
              {undo.done}. Undo <kbd>z</kbd>
            </button>
          )}
        </FilterChips>
        <Rows view={view} page={page} isBesidePanel={panel !== null} />
        {choice.count > 0 && <BulkBar choice={choice} actions={view.viewConfig.actions} begin={page.begin} />}
      </div>
      {panel}
      {cells.conflict && (
        <ConflictPanel conflict={cells.conflict} keep={cells.keepTheirs} applied={cells.appliedOnTop} />
      )}
      {page.history && (
        <PriceHistory listing={page.history} close={page.closeHistory} undo={page.undoPriceOf} />
      )}
    </div>
  );
}

function Head({ view, page }: { view: ListingView; page: ListingsPageState }) {
  const { viewConfig } = view;
  const standing = useQueues()[viewConfig.queue ?? 'toApprove'];
  return (
    <ListingsHead
      viewConfig={viewConfig}
      standing={viewConfig.queue ? standing : undefined}
      changeByRule={page.beginRule}
    >
      <ExportMenu
        resource="listings"
        address={new URLSearchParams({
          ...view.filter,
          sort: view.sort.field,
          order: view.sort.order,
        }).toString()}
        open={page.exporting}
        setOpen={page.setExporting}
        keys="Shift x"
      />
    </ListingsHead>
  );
}

function Rows({
  view,
  page,
  isBesidePanel,
}: {
  view: ListingView;
  page: ListingsPageState;
  isBesidePanel: boolean;
}) {
  const { viewConfig, filter } = view;
  const { cells, choice, grid, marks } = page;
  const { context } = cells;
  const facts = useListingFacts();
  const compact = useNarrow(1360) || isBesidePanel;
  context.isPicked = choice.has;
  context.pick = (listing) => choice.pick([listing]);
  context.compact = compact;
  const columns = useMemo(() => columnsOf(viewConfig, compact), [viewConfig, compact]);
  const totals = useMemo(
    () => totalsRowOf(facts, { isQueue: viewConfig.queue !== undefined, states: filter.state }),
    [facts, viewConfig, filter.state],
  );
  return (
    <ResourceGrid<Listing>
      ref={grid}
      label={viewConfig.title}
      columns={columns}
      context={context}
      rowMark={(row) =>
        marks.includes(row.id) ? 'row-conflict' : choice.has(row.id) ? 'row-picked' : undefined
      }
      {...(totals ? { totals: { ...totals } } : {})}
      onCursor={page.setCursor}
      onPress={page.press}
      onOpen={page.pressTwice}
      asksTotalsOnce
      takesFocus
      empty={<NothingHere view={view} />}
    />
  );
}

/** Why there is nothing, and the next step. */
function NothingHere({ view: { viewConfig, isFiltered, clear } }: { view: ListingView }) {
  const navigate = useNavigate();
  if (isFiltered)
    return (
      <Empty because="No listings match these filters.">
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
