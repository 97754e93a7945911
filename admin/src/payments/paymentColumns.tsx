import type { PaymentRow } from '@holdfast/shared/support';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { Amount } from '../ui/figures.tsx';
import { orderColumn } from '../ui/grid/orderColumn.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';

type Cell = ICellRendererParams<PaymentRow>;

export const paymentColumns: ColDef<PaymentRow>[] = [
  orderColumn(({ reservationId }) => reservationId, 112),
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
    colId: 'dispute',
    headerName: 'Dispute',
    width: 140,
    cellRenderer: ({ data }: Cell) =>
      data?.dispute ? <StateMark kind="dispute" state={data.dispute} /> : null,
  },
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
    headerName: 'Started',
    sortable: true,
    type: 'rightAligned',
    width: 110,
    valueGetter: ({ data }) => (data ? workTime(data.createdAt) : ''),
  },
];
