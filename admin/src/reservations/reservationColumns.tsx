import type { ReservationRow } from '@holdfast/shared/support';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { Amount } from '../ui/figures.tsx';
import { orderColumn } from '../ui/grid/orderColumn.tsx';
import { Mark, StateMark } from '../ui/StateMark.tsx';
import { countdownOf, dayOf, workTime } from '../ui/time.ts';
import { useNow } from '../ui/useNow.ts';

type Cell = ICellRendererParams<ReservationRow>;
type Column = ColDef<ReservationRow>;

const order: Column[] = [
  orderColumn(({ id }) => id, 108),
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
];
const game: Column = {
  colId: 'game',
  headerName: 'Game',
  flex: 1.6,
  minWidth: 150,
  cellClass: 'key',
  valueGetter: ({ data }) => data?.eventName,
};
const starts: Column = {
  colId: 'starts',
  headerName: 'Starts',
  width: 98,
  valueGetter: ({ data }) => (data ? dayOf(data.startsAt, data.timeZone) : ''),
};
const bought: Column[] = [
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
];
const money: Column = {
  colId: 'payment',
  headerName: 'Payment',
  width: 140,
  cellRenderer: ({ data }: Cell) =>
    data?.paymentState ? (
      <StateMark kind="payment" state={data.paymentState} />
    ) : (
      <span className="fnt">{data ? 'none' : ''}</span>
    ),
};
const about: Column[] = [
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

export function reservationColumns(narrow: boolean): Column[] {
  return [...order, game, ...(narrow ? [] : [starts]), ...bought, money, ...about];
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
