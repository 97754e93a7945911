import { type DeliverySummary, wayNames } from '@holdfast/shared/deliveries';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { StateMark } from '../ui/StateMark.tsx';
import { startOf } from '../ui/time.ts';
import { dueText, sentText } from './deliveryText.ts';

type Cell = ICellRendererParams<DeliverySummary>;

export const deliveryColumns: ColDef<DeliverySummary>[] = [
  {
    colId: 'event',
    headerName: 'Event',
    flex: 1.6,
    minWidth: 150,
    cellRenderer: ({ data }: Cell) =>
      data ? (
        <a href={`#/deliveries/${data.id}/show`} tabIndex={-1}>
          {data.event.shortName}
        </a>
      ) : null,
  },
  {
    colId: 'places',
    headerName: 'Section / row / seats',
    width: 140,
    valueGetter: ({ data }) => data?.places,
  },
  {
    colId: 'state',
    headerName: 'State',
    width: 120,
    cellRenderer: ({ data }: Cell) => (data ? <StateMark kind="delivery" state={data.state} /> : null),
  },
  {
    colId: 'dueBy',
    headerName: 'Due',
    sortable: true,
    width: 118,
    cellClass: ({ data }) => (data?.state === 'overdue' ? 'dn' : ''),
    valueGetter: ({ data }) => (data ? dueText(data, Date.now()) : ''),
  },
  { colId: 'way', headerName: 'By', width: 110, valueGetter: ({ data }) => data && wayNames[data.way] },
  {
    colId: 'consignor',
    headerName: 'Consignor',
    flex: 1,
    minWidth: 120,
    valueGetter: ({ data }) => data?.consignor.name,
  },
  {
    colId: 'startsAt',
    headerName: 'Starts',
    sortable: true,
    width: 150,
    valueGetter: ({ data }) => data && startOf({ ...data.event, venue: { timeZone: data.event.timeZone } }),
  },
  {
    colId: 'code',
    headerName: 'Order',
    width: 112,
    cellRenderer: ({ data }: Cell) =>
      data ? (
        <a href={`#/reservations/${data.order.id}/show`} tabIndex={-1}>
          {data.order.code}
        </a>
      ) : null,
  },
  {
    colId: 'sentAt',
    headerName: 'Sent',
    sortable: true,
    width: 110,
    valueGetter: ({ data }) => sentText(data),
  },
  {
    colId: 'owner',
    headerName: 'Owner',
    width: 110,
    valueGetter: ({ data }) => data?.owner?.name ?? 'nobody',
  },
];
