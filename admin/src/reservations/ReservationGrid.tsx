import { marketplaceCurrency } from '@holdfast/shared/money';
import { type ReservationRow, reservationQuery } from '@holdfast/shared/support';
import { useMemo, useRef, useState } from 'react';
import { useListContext } from 'react-admin';
import { useNavigate } from 'react-router';
import { useCounts } from '../counts/index.ts';
import type { ListFacts } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { countOf, plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/grid/gridKeys.ts';
import type { GridHandle } from '../ui/grid/gridProps.ts';
import { ResourceGrid } from '../ui/grid/ResourceGrid.tsx';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { useAddressList } from '../ui/grid/useAddressList.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { stateOf } from '../ui/states.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { useRefreshing } from '../ui/useRefreshing.ts';
import { Views } from '../ui/Views.tsx';
import { reservationColumns } from './reservationColumns.tsx';

const tabs = [
  { value: 'pending.holding', name: 'Holding' },
  { value: 'pending.paying', name: 'Paying' },
  { value: 'paid', name: 'Paid' },
  { value: 'refunded', name: 'Refunded' },
  { value: 'expired', name: 'Expired' },
  { value: 'cancelled', name: 'Canceled' },
  { value: 'failed', name: 'Failed' },
];
const list = {
  contract: reservationQuery,
  filters: ['state', 'q', 'eventId'],
  reads: { state: stateOf('reservation', 'attention') },
  opening: { field: 'createdAt', order: 'desc' },
} as const;

/** Find an order by code, email address, id or Stripe id; holds count down. */
export function ReservationGrid() {
  useCrumbs('Support', 'Reservations');
  const address = useAddressList(list);
  const { state = 'all', q, eventId } = address.filterValues;
  const filter = useMemo(
    () => ({
      ...(state === 'attention' ? { attention: 'true' } : state === 'all' ? {} : { state }),
      ...(q ? { q } : {}),
      ...(eventId ? { eventId } : {}),
    }),
    [state, q, eventId],
  );
  return (
    <ResourceList<ReservationRow> resource="reservations" filter={filter} {...address}>
      <Reservations />
    </ResourceList>
  );
}

function Reservations() {
  const navigate = useNavigate();
  const { data, filterValues, setFilters, sort, meta } = useListContext<ReservationRow>();
  const grid = useRef<GridHandle<ReservationRow>>(null);
  const [cursor, setCursor] = useState<ReservationRow | null>(null);
  const narrow = useNarrow(1360);
  const open = (row: ReservationRow | null) => row && navigate(`/reservations/${row.id}/show`);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open the case', run: () => open(cursor) !== null },
  ]);
  useRefreshing(grid, 4_000);
  const columns = useMemo(() => reservationColumns(narrow), [narrow]);
  const q: string = filterValues.q ?? '';
  return (
    <div className="col" style={{ height: '100%' }}>
      <ReservationsHead counts={(meta as ListFacts | undefined)?.counts}>
        {sort.field === 'createdAt' && <span>{sort.order === 'DESC' ? 'Newest first' : 'Oldest first'}</span>}
      </ReservationsHead>
      <div className="chips">
        <SearchFilter
          label="Filter by order code, email address, id or Stripe id"
          placeholder="Code, email address, id, Stripe id"
          value={q}
          onChange={(words) => setFilters({ ...filterValues, q: words })}
        />
        {filterValues.eventId && (
          <span className="chip">
            <em>Event</em> {data?.[0]?.eventName}
            <button
              type="button"
              aria-label="Show the reservations of every event"
              onClick={() => setFilters({ ...filterValues, eventId: undefined })}
            >
              ×
            </button>
          </span>
        )}
      </div>
      <ResourceGrid<ReservationRow>
        ref={grid}
        label="Reservations"
        columns={columns}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={
          <Empty because={q ? 'No order has that code, email address or id.' : 'No reservations match.'}>
            {q && <p>Ask for the order code: it looks like HF-7K2M9Q.</p>}
          </Empty>
        }
      />
    </div>
  );
}

/** @param counts by state; undefined while they aren't known */
function ReservationsHead({
  counts,
  children,
}: {
  counts: Record<string, number> | undefined;
  children: React.ReactNode;
}) {
  const { filterValues } = useListContext<ReservationRow>();
  const sidebar = useCounts()?.counts.sidebar;
  const countIn = (state: string) => counts && (counts[state] ?? 0);
  return (
    <>
      <PageHead
        title="Reservations"
        facts={`${
          counts
            ? `${plural(countIn('pending.holding') ?? 0, 'hold')} open, ${countOf(countIn('pending.paying') ?? 0)} paying. `
            : ''
        }Totals are all-in, ${marketplaceCurrency}.`}
      />
      <Views
        param="state"
        label="Reservations by state"
        chosen={filterValues.state ?? 'all'}
        views={[
          {
            value: 'all',
            name: 'All',
            count: counts && tabs.reduce((sum, tab) => sum + (countIn(tab.value) ?? 0), 0),
          },
          { value: 'attention', name: 'Needs attention', count: sidebar?.attention },
          ...tabs.map((tab) => ({ ...tab, count: countIn(tab.value) })),
        ]}
      >
        {children}
      </Views>
    </>
  );
}
