import { type CaseRow, caseKindFacts } from '@holdfast/shared/cases';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { StateMark } from '../ui/StateMark.tsx';
import { ageOf, workTime } from '../ui/time.ts';

type Cell = ICellRendererParams<CaseRow>;

/** Whether it waits longer than its kind may. */
export function isPastLimit({ kind, since, state }: CaseRow, now: number): boolean {
  const { limitHours } = caseKindFacts[kind];
  return state !== 'closed' && limitHours !== null && now - Date.parse(since) > limitHours * 3_600_000;
}

/** The columns of cases: what it is, whose it is, how long it waits. */
export const caseColumns: ColDef<CaseRow>[] = [
  {
    colId: 'kind',
    headerName: 'Case',
    flex: 1,
    minWidth: 160,
    cellRenderer: ({ data }: Cell) =>
      data ? (
        <a href={`#/cases/${data.id}/show`} tabIndex={-1}>
          {caseKindFacts[data.kind].name}
        </a>
      ) : null,
  },
  { colId: 'text', headerName: 'What', flex: 2, minWidth: 180, valueGetter: ({ data }) => data?.text },
  {
    colId: 'state',
    headerName: 'State',
    width: 124,
    cellRenderer: ({ data }: Cell) => (data ? <StateMark kind="case" state={data.state} /> : null),
  },
  {
    colId: 'since',
    headerName: 'Waits',
    sortable: true,
    width: 92,
    cellClass: ({ data }) => (data && isPastLimit(data, Date.now()) ? 'dn' : ''),
    valueGetter: ({ data }) => data && ageOf(Date.now() - Date.parse(data.since)),
  },
  {
    colId: 'order',
    headerName: 'Order',
    width: 118,
    cellRenderer: ({ data }: Cell) =>
      data?.order ? (
        <a href={`#/reservations/${data.order.id}/show`} tabIndex={-1}>
          {data.order.code}
        </a>
      ) : null,
  },
  {
    colId: 'event',
    headerName: 'Event',
    flex: 1,
    minWidth: 120,
    valueGetter: ({ data }) => data?.order?.event ?? '',
  },
  {
    colId: 'dueAt',
    headerName: 'Answer by',
    sortable: true,
    width: 116,
    valueGetter: ({ data }) => (data?.dueAt ? workTime(data.dueAt) : ''),
  },
  {
    colId: 'owner',
    headerName: 'Owner',
    width: 120,
    valueGetter: ({ data }) => data?.owner?.name ?? 'nobody',
  },
  {
    colId: 'closedAt',
    headerName: 'Closed',
    sortable: true,
    width: 110,
    valueGetter: ({ data }) => (data?.closedAt ? workTime(data.closedAt) : ''),
  },
];
