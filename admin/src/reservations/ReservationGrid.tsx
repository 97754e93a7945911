import type { ReservationRow } from '@holdfast/shared/support';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSidebarCounts } from '../app/useSidebarCounts.ts';
import type { ListFacts } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf, plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/gridKeys.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { ServerGrid } from '../ui/ServerGrid.tsx';
import { Mark, StateMark } from '../ui/StateMark.tsx';
import type { GridHandle } from '../ui/serverGridProps.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { countdownOf, dayOf, workTime } from '../ui/time.ts';
import { useAddress } from '../ui/useAddress.ts';
import { useNarrow } from '../ui/useIsNarrow.ts';
import { useNow } from '../ui/useNow.ts';
import { useRefreshing } from '../ui/useRefreshing.ts';
import { Views } from '../ui/Views.tsx';

type Cell = ICellRendererParams<ReservationRow>;
const tabs = [
  { value: 'pending.holding', name: 'Holding' },
  { value: 'pending.paying', name: 'Paying' },
  { value: 'paid', name: 'Paid' },
  { value: 'refunded', name: 'Refunded' },
  { value: 'expired', name: 'Expired' },
  { value: 'cancelled', name: 'Canceled' },
  { value: 'failed', name: 'Failed' },
];

/** Find an order by code, email address, id or Stripe id; holds count down. */
export function ReservationGrid() {
  useCrumbs('Support', 'Reservations');
  const navigate = useNavigate();
  const [query, change] = useAddress();
  const grid = useRef<GridHandle<ReservationRow>>(null);
  const [cursor, setCursor] = useState<ReservationRow | null>(null);
  const [facts, setFacts] = useState<ListFacts & { total?: number }>({});
  const { data: sidebar } = useSidebarCounts();
  const narrow = useNarrow(1360);
  const state = query.get('state') ?? 'all';
  const q = query.get('q') ?? '';
  const filter = useMemo(
    () => ({
      ...(state === 'all' || state === 'attention' ? {} : { state }),
      ...(state === 'attention' ? { attention: 'true' } : {}),
      ...(q ? { q } : {}),
    }),
    [state, q],
  );
  const open = (row: ReservationRow | null) => row && navigate(`/reservations/${row.id}/show`);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open the case', run: () => open(cursor) !== null },
  ]);
  useRefreshing(grid, 4_000);
  const counts = facts.counts ?? {};
  const all = tabs.reduce((sum, tab) => sum + (counts[tab.value] ?? 0), 0);
  const columns = useMemo(() => reservationColumns(narrow), [narrow]);
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead
        title="Reservations"
        facts={`${plural(counts['pending.holding'] ?? 0, 'hold')} open, ${countOf(counts['pending.paying'] ?? 0)} paying. Totals are all-in, USD.`}
      />
      <Views
        param="state"
        label="Reservations by state"
        views={[
          { value: 'all', name: 'All', count: all },
          { value: 'attention', name: 'Needs attention', count: sidebar?.attention },
          ...tabs.map((tab) => ({ ...tab, count: counts[tab.value] ?? 0 })),
        ]}
      >
        <span>Newest first</span>
      </Views>
      <div className="chips">
        <SearchFilter
          label="Filter by order code, email address, id or Stripe id"
          placeholder="Code, email address, id, Stripe id"
          value={q}
          onChange={(q) => change({ q })}
        />
      </div>
      <ServerGrid<ReservationRow>
        ref={grid}
        label="Reservations"
        resource="reservations"
        filter={filter}
        sort={{ field: 'createdAt', order: 'desc' }}
        columns={columns}
        onFacts={setFacts}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={
          <Empty because={q ? 'No order has that code, email address or id.' : 'Nothing is in this state.'}>
            {q && <p>Ask for the order code: it looks like HF-7K2M9Q.</p>}
          </Empty>
        }
      />
    </div>
  );
}

function reservationColumns(narrow: boolean): ColDef<ReservationRow>[] {
  return [
    {
      colId: 'code',
      headerName: 'Order',
      width: 108,
      cellRenderer: ({ data }: Cell) =>
        data ? <a href={`#/reservations/${data.id}/show`}>{data.code}</a> : null,
    },
    {
      colId: 'state',
      headerName: 'State',
      sortable: true,
      width: 110,
      cellRenderer: ({ data }: Cell) => (data ? <StateMark kind="reservation" state={data.state} /> : null),
    },
    {
      colId: 'expiresAt',
      headerName: 'Time left',
      sortable: true,
      type: 'rightAligned',
      width: 90,
      cellRenderer: ({ data }: Cell) => (data ? <TimeLeft row={data} /> : null),
    },
    {
      colId: 'game',
      headerName: 'Game',
      flex: 1.6,
      minWidth: 150,
      cellClass: 'key',
      valueGetter: ({ data }) => data?.eventName,
    },
    ...(narrow
      ? []
      : [
          {
            colId: 'starts',
            headerName: 'Starts',
            width: 98,
            valueGetter: ({ data }: { data?: ReservationRow }) =>
              data ? dayOf(data.startsAt, data.timeZone) : '',
          },
        ]),
    {
      colId: 'seats',
      headerName: 'Section / row / seats',
      flex: 1,
      minWidth: 120,
      valueGetter: ({ data }) => data?.seats,
    },
    {
      colId: 'tickets',
      headerName: 'Tickets',
      type: 'rightAligned',
      width: 72,
      valueGetter: ({ data }) => data?.tickets,
    },
    {
      colId: 'total',
      headerName: 'Total',
      sortable: true,
      type: 'rightAligned',
      width: 90,
      cellRenderer: ({ data }: Cell) => (data ? <Amount minor={data.total.amount} /> : null),
    },
    {
      colId: 'payment',
      headerName: 'Payment',
      width: 140,
      cellRenderer: ({ data }: Cell) =>
        data?.paymentState ? (
          <StateMark kind="payment" state={data.paymentState} />
        ) : (
          <span className="fnt">{data ? 'none' : ''}</span>
        ),
    },
    {
      colId: 'email',
      headerName: 'Email',
      flex: 1.2,
      minWidth: 130,
      valueGetter: ({ data }) => data?.email ?? 'not given',
    },
    {
      colId: 'attention',
      headerName: 'Needs attention',
      flex: 1.8,
      minWidth: 120,
      cellRenderer: ({ data }: Cell) =>
        data?.attention ? (
          <Mark shape="triangle" tone="danger">
            {data.attention}
          </Mark>
        ) : null,
    },
    {
      colId: 'createdAt',
      headerName: 'Held at',
      sortable: true,
      type: 'rightAligned',
      width: 106,
      valueGetter: ({ data }) => (data ? workTime(data.createdAt) : ''),
    },
  ];
}

/** What is left of a hold, second by second; a payment under way has no end of its own. */
function TimeLeft({ row }: { row: ReservationRow }) {
  const now = useNow(1000);
  if (!row.state.startsWith('pending')) return <span className="fnt">–</span>;
  const leftMs = Date.parse(row.expiresAt) - now.getTime();
  if (leftMs <= 0)
    return <span className="wn num">{row.state === 'pending.paying' ? 'halted' : 'over'}</span>;
  return <span className={leftMs < 120_000 ? 'num wn' : 'num'}>{countdownOf(leftMs)}</span>;
}
