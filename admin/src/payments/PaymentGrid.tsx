import type { PaymentRow } from '@holdfast/shared/support';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ListFacts } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, plural } from '../ui/figures.tsx';
import { rowMoves } from '../ui/gridKeys.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { ServerGrid } from '../ui/ServerGrid.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import type { GridHandle } from '../ui/serverGridProps.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { lookOf } from '../ui/states.ts';
import { workTime } from '../ui/time.ts';
import { useAddress } from '../ui/useAddress.ts';
import { useRefreshing } from '../ui/useRefreshing.ts';
import { Views } from '../ui/Views.tsx';

type Cell = ICellRendererParams<PaymentRow>;

/** Every payment attempt, by state. */
export function PaymentGrid() {
  useCrumbs('Support', 'Payments');
  const navigate = useNavigate();
  const [query, change] = useAddress();
  const grid = useRef<GridHandle<PaymentRow>>(null);
  const [cursor, setCursor] = useState<PaymentRow | null>(null);
  const [facts, setFacts] = useState<ListFacts & { total?: number }>({});
  const state = query.get('state') ?? 'all';
  const q = query.get('q') ?? '';
  const filter = useMemo(() => ({ ...(state === 'all' ? {} : { state }), ...(q ? { q } : {}) }), [state, q]);
  const open = (row: PaymentRow | null) => row && navigate(`/reservations/${row.reservationId}/show`);
  useShortcuts([
    ...rowMoves(grid),
    { keys: 'Enter', also: ['Space'], does: 'open the case', run: () => open(cursor) !== null },
  ]);
  useRefreshing(grid, 8_000);
  const counts = Object.entries(facts.counts ?? {}).filter(([, count]) => count > 0);
  return (
    <div className="col" style={{ height: '100%' }}>
      <PageHead
        title="Payments"
        facts={`${plural(facts.total ?? 0, 'payment')} in this view. Amounts in USD.`}
      />
      <Views
        param="state"
        label="Payments by state"
        views={[
          { value: 'all', name: 'All', count: counts.reduce((sum, [, count]) => sum + count, 0) },
          ...counts.map(([value, count]) => ({ value, name: lookOf('payment', value).word, count })),
        ]}
      >
        <span>Newest first</span>
      </Views>
      <div className="chips">
        <SearchFilter
          label="Filter by order code, email address or Stripe id"
          placeholder="Code, email address, Stripe id"
          value={q}
          onChange={(q) => change({ q })}
        />
      </div>
      <ServerGrid<PaymentRow>
        ref={grid}
        label="Payments"
        resource="payments"
        filter={filter}
        sort={{ field: 'createdAt', order: 'desc' }}
        columns={columns}
        onFacts={setFacts}
        onCursor={setCursor}
        onOpen={open}
        takesFocus
        empty={<Empty because="No payment fits." />}
      />
    </div>
  );
}

const columns: ColDef<PaymentRow>[] = [
  {
    colId: 'code',
    headerName: 'Order',
    width: 112,
    cellRenderer: ({ data }: Cell) =>
      data ? <a href={`#/reservations/${data.reservationId}/show`}>{data.code}</a> : null,
  },
  {
    colId: 'state',
    headerName: 'State',
    sortable: true,
    width: 150,
    cellRenderer: ({ data }: Cell) => (data ? <StateMark kind="payment" state={data.state} /> : null),
  },
  {
    colId: 'amount',
    headerName: 'Amount',
    sortable: true,
    type: 'rightAligned',
    width: 96,
    cellRenderer: ({ data }: Cell) => (data ? <Amount minor={data.amount.amount} /> : null),
  },
  { colId: 'card', headerName: 'Card', width: 130, valueGetter: ({ data }) => data?.card ?? 'unknown' },
  {
    colId: 'decline',
    headerName: 'Declined because',
    flex: 1,
    minWidth: 130,
    valueGetter: ({ data }) => data?.declineCode?.replaceAll('_', ' ') ?? '',
  },
  {
    colId: 'email',
    headerName: 'Email',
    flex: 1.2,
    minWidth: 140,
    valueGetter: ({ data }) => data?.email ?? 'not given',
  },
  {
    colId: 'stripe',
    headerName: 'Stripe id',
    flex: 1.2,
    minWidth: 140,
    cellClass: 'mut',
    valueGetter: ({ data }) => data?.stripeId ?? 'none yet',
  },
  {
    colId: 'createdAt',
    headerName: 'Begun',
    sortable: true,
    type: 'rightAligned',
    width: 110,
    valueGetter: ({ data }) => (data ? workTime(data.createdAt) : ''),
  },
];
